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
  // A session that ends while somebody writes: what he sent waits in this tab, passes the door with him and stands in
  // the form again. Never passwords and files; only for the same person. (A report keeps its own words: report.js.)
  var SENT = "nhipcau:sent", frame = document.body.dataset, place = location.pathname + location.search;
  function read() { try { return JSON.parse(sessionStorage.getItem(SENT) || "null"); } catch (none) { return null; } }
  function write(sent) { try { if (sent) { sessionStorage.setItem(SENT, JSON.stringify(sent)); } else { sessionStorage.removeItem(SENT); } } catch (none) { /* private window */ } }
  function isTyped(field) { return field.name && ["hidden", "password", "file", "submit", "button"].indexOf(field.type) < 0; }
  function wordsOf(form) {
    return Array.prototype.filter.call(form.elements, isTyped).map(function (field) {
      if (field.type === "checkbox" || field.type === "radio") { return [field.name, field.value, field.checked]; }
      return [field.name, field.multiple ? Array.prototype.map.call(field.selectedOptions, function (one) { return one.value; }) : field.value];
    });
  }
  function refill(sent) {
    var form = document.forms[sent.form];
    if (!form || (form.getAttribute("action") || "") !== sent.action) { return; }
    var fields = Array.prototype.filter.call(form.elements, isTyped);
    sent.words.forEach(function (word, at) {
      var field = fields[at];
      if (!field || field.name !== word[0]) { return; }
      if (word.length === 3) { if (field.value === word[1]) { field.checked = word[2]; } return; }
      if (field.multiple) { Array.prototype.forEach.call(field.options, function (one) { one.selected = word[1].indexOf(one.value) >= 0; }); return; }
      field.value = word[1];
    });
    for (var box = form.closest("details"); box; box = box.parentNode.closest("details")) { box.open = true; }
    var live = document.getElementById("live");
    if (live) { live.className = "notice notice--warn"; live.textContent = "Phiên làm việc đã hết hạn trước khi lưu. Nội dung anh/chị đã nhập được đưa lại vào biểu mẫu: hãy xem lại rồi gửi (tệp thì chọn lại)."; }
  }
  var waiting = read();
  if (waiting && document.querySelector(".door")) { waiting.turnedAway = true; write(waiting); }
  else if (waiting) {
    write(null);
    if (waiting.turnedAway && waiting.page === place && waiting.user === frame.user) { refill(waiting); }
  }
  document.addEventListener("htmx:beforeSwap", function (event) {
    var from = event.detail.xhr && event.detail.xhr.responseURL;
    if (!from || new URL(from).pathname !== frame.door || event.detail.requestConfig.elt.id === "report-form") { return; }
    event.detail.shouldSwap = false; // the door must not stand in the middle of a page
    if (event.detail.requestConfig.elt.hasAttribute("data-quiet")) { return; } // a part that comes again by itself leads nobody away
    location.assign(frame.door + "?next=" + encodeURIComponent(place));
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method && form.method.toLowerCase() === "post" && frame.user && form.id !== "report-form") {
      write({ page: place, form: Array.prototype.indexOf.call(document.forms, form), action: form.getAttribute("action") || "", user: frame.user, words: wordsOf(form) });
    }
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
