"""Users and their posts, for administrators."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau import clock
from nhipcau.organisations import access, actions, names
from nhipcau.organisations.actions.people import PostInUse, UsernameTaken
from nhipcau.organisations.forms import PostForm, UserForm
from nhipcau.organisations.models import Post, Role, User
from nhipcau.organisations.views.doors import for_administrators


@for_administrators
def users(request: HttpRequest) -> HttpResponse:
    """List the users with the posts that they hold today; a POST adds one. Constant queries, 50 rows."""
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_user(**form.cleaned_data, by=request.actor, now=clock.now())
        except UsernameTaken as refusal:
            form.add_error("username", str(refusal))
        else:
            messages.success(request, _("Đã thêm người dùng. Hãy đặt mật khẩu và giao vị trí."))
            return redirect("organisations:user", made.pk)
    text = request.GET.get("q", "").strip()
    held = Post.objects.on(request.today).order_by("title")
    found = User.objects.prefetch_related(Prefetch("posts", held, "held")).order_by("username")
    if text:
        found = found.filter(Q(username__icontains=text) | Q(display_name__icontains=text))
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    called = names.bodies((post.organisation_id for user in page for post in user.held), on=request.today)
    context = {"page_obj": page, "called": called, "form": form, "text": text}
    return render(request, "organisations/users.html", context)


@for_administrators
def user(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Show one user with all his posts; a POST gives him a post."""
    row = get_object_or_404(User, pk=user_id)
    form = PostForm(request.POST or None, on=request.today, initial={"day": request.today})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.give_post(
            row, given["body"], role=Role(given["role"]), title=given["title"], by=request.actor, now=clock.now(),
            valid_from=given["day"], is_delegate=given["is_delegate"],
        )  # fmt: skip
        messages.success(request, _("Đã giao vị trí."))
        return redirect("organisations:user", row.pk)
    return _user_page(request, row, form)


@for_administrators
@require_POST
def password(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Give a user a new random password and show it once."""
    row = get_object_or_404(User, pk=user_id)
    fresh = actions.new_password()
    actions.set_password(row, fresh, by=request.actor, now=clock.now())
    form = PostForm(on=request.today, initial={"day": request.today})
    return _user_page(request, row, form, fresh=fresh)


@for_administrators
@require_POST
def active(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Let a user log in, or no more."""
    row = get_object_or_404(User, pk=user_id)
    try:
        actions.set_active(row, request.POST.get("active") == "1", by=request.actor, now=clock.now())
    except access.Denied as refusal:
        messages.error(request, str(refusal))
    return redirect("organisations:user", row.pk)


@for_administrators
@require_POST
def post_end(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """End a post from today on."""
    row = get_object_or_404(Post, pk=post_id)
    try:
        actions.end_post(row, on_day=request.today, by=request.actor, now=clock.now())
    except (access.Denied, PostInUse) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Đã kết thúc vị trí từ hôm nay."))
    return redirect("organisations:user", row.user_id)


def _user_page(request: HttpRequest, row: User, form: PostForm, fresh: str = "") -> HttpResponse:
    posts = list(row.posts.order_by("-valid_from", "title"))
    called = names.bodies((post.organisation_id for post in posts), on=request.today)
    context = {
        "person": row, "form": form, "fresh": fresh, "called": called,
        "posts": [(post, post.holds_on(request.today)) for post in posts],
    }  # fmt: skip
    return render(request, "organisations/user.html", context)
