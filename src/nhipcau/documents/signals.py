"""What the register tells the apps above it."""

from django.dispatch import Signal

# Sent in the deed's transaction with `document` and `now`.
document_registered = Signal()
# Sent in the deed's transaction with `document` and `now`.
document_recalled = Signal()
