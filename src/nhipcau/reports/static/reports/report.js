// A report that is being written: what was typed stays on this machine until the server has it.
(function () {
  "use strict";
  var form = document.getElementById("report-form");
  if (!form) { return; }
  var key = "nhipcau:report:" + form.dataset.key;
  var saved = document.getElementById("saved");
  var typedAt = 0, sentAt = 0;

  function words() {
    var found = {};
    form.querySelectorAll("input[name], textarea[name], select[name]").forEach(function (field) {
      if (field.type === "hidden" || field.type === "file") { return; }
      if (field.type === "radio") { if (field.checked) { found[field.name] = field.value; } return; }
      found[field.name] = field.type === "checkbox" ? (field.checked ? "on" : "") : field.value;
    });
    return found;
  }
  function keep() {
    typedAt = Date.now();
    try { localStorage.setItem(key, JSON.stringify({ at: typedAt, words: words() })); } catch (full) { /* private window */ }
  }
  function forget() { try { localStorage.removeItem(key); } catch (full) { /* private window */ } }
  function say(text) { if (saved) { saved.textContent = text; } }

  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  document.body.addEventListener("htmx:beforeRequest", function (event) { if (event.detail.elt === form) { sentAt = Date.now(); say("Đang lưu…"); } });
  document.body.addEventListener("htmx:beforeSwap", function (event) {
    // A page that is no answer to saving (the door, after the session ended) must not stand in the place of “Đã lưu”.
    if (event.detail.target !== saved) { return; }
    var answer = event.detail.serverResponse || "";
    if (event.detail.xhr.status === 200 && answer.indexOf("<html") !== -1) {
      event.detail.shouldSwap = false;
      say("Phiên làm việc đã hết hạn. Nội dung được giữ trên máy này: đăng nhập lại rồi mở trang này để dùng tiếp.");
    }
  });
  document.body.addEventListener("htmx:afterRequest", function (event) {
    if (event.detail.elt !== form) { return; }
    var done = event.detail.xhr && event.detail.xhr.getResponseHeader("X-Saved");
    if (done && typedAt <= sentAt) { forget(); }
  });
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (name) {
    document.body.addEventListener(name, function (event) {
      if (event.detail.elt !== form) { return; }
      var status = event.detail.xhr ? event.detail.xhr.status : 0;
      say(status === 403 || status === 401
        ? "Phiên làm việc đã hết hạn. Nội dung được giữ trên máy này: đăng nhập lại rồi mở trang này để dùng tiếp."
        : "Chưa lưu được. Nội dung được giữ trên máy này và sẽ gửi lại khi có mạng.");
    });
  });
  window.addEventListener("online", function () { if (typedAt > sentAt || localStorage.getItem(key)) { window.htmx && window.htmx.trigger(form, "save-now"); } });

  var box = document.getElementById("restore"), left = null;
  try { left = JSON.parse(localStorage.getItem(key) || "null"); } catch (broken) { forget(); }
  if (box && left && left.words && JSON.stringify(left.words) !== JSON.stringify(words())) {
    box.hidden = false;
    document.getElementById("restore-yes").addEventListener("click", function () {
      Object.keys(left.words).forEach(function (name) {
        var row = /^r(\d+)-(\d+)-/.exec(name);
        if (row && left.words[name] && window.nhipcauRows) { window.nhipcauRows.reach(row[1], Number(row[2])); }
        var field = form.elements[name];
        if (!field) { return; }
        if (field.type === "checkbox") { field.checked = left.words[name] === "on"; } else { field.value = left.words[name]; }
      });
      box.hidden = true; keep();
      if (window.htmx) { window.htmx.trigger(form, "save-now"); }
    });
    document.getElementById("restore-no").addEventListener("click", function () { forget(); box.hidden = true; });
  } else { forget(); }
})();
