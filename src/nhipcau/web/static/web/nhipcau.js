// What every page may need: keep double clicks from sending a form twice, close the user's menu, copy a text.
(function () {
  "use strict";
  // On a narrow screen: the place where one is stands inside the navigation's window, and a wide table without a link
  // of its own can be scrolled by keyboard.
  var here = document.querySelector(".nav a[aria-current]");
  if (here) { here.parentNode.scrollLeft = Math.max(0, here.offsetLeft - here.parentNode.offsetLeft - 40); }
  document.querySelectorAll(".table-wrap").forEach(function (wrap) {
    if (wrap.scrollWidth > wrap.clientWidth && !wrap.querySelector("a, button, input, select")) { wrap.tabIndex = 0; }
  });
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method && form.method.toLowerCase() === "post" && !form.hasAttribute("hx-post")) {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      window.setTimeout(function () { delete form.dataset.sent; }, 8000);
    }
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll(".me details[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.removeAttribute("open"); }
    });
    var button = event.target.closest("[data-copy]");
    if (!button) { return; }
    var source = document.getElementById(button.dataset.copy);
    if (!source) { return; }
    var text = source.value !== undefined ? source.value : source.textContent;
    var say = function (word) { var live = document.getElementById("live"); if (live) { live.textContent = word; } button.textContent = word; };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { say("Đã chép"); }, function () { source.select && source.select(); });
    } else if (source.select) { source.select(); document.execCommand("copy"); say("Đã chép"); }
  });
  // htmx: a form's key travels with each request; what went wrong is said, not swallowed.
  document.addEventListener("htmx:responseError", function (event) {
    var live = document.getElementById("live");
    if (!live) { return; }
    live.textContent = event.detail.xhr.status === 403
      ? "Phiên làm việc đã hết hạn. Nội dung vẫn còn trên trang: hãy đăng nhập ở một thẻ khác rồi bấm lưu lại."
      : "Máy chủ chưa nhận được. Nội dung vẫn còn trên trang, hãy thử lại.";
    live.classList.add("notice", "notice--error");
  });
  document.addEventListener("htmx:sendError", function () {
    var live = document.getElementById("live");
    if (live) { live.textContent = "Mất kết nối. Nội dung vẫn còn trên trang, chương trình sẽ thử lại khi có mạng."; live.classList.add("notice", "notice--warn"); }
  });
})();
