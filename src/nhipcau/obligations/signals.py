"""What others may hear of: a duty was confirmed."""

from django.dispatch import Signal

# Sent in the deed's transaction with `obligation`; reports gives each report obligation its form.
obligation_confirmed = Signal()
