// The register form: bodies are suggested while one is typed. Without this script the first suggestions stay.
(function () {
  "use strict";
  var list = document.getElementById("bodies"), timer = null, asked = "";
  if (!list) { return; }
  document.querySelectorAll("[data-suggest=bodies]").forEach(function (field) {
    field.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () {
        var typed = field.value.trim();
        if (typed.length < 2 || typed === asked) { return; }
        asked = typed;
        fetch(list.dataset.url + "?q=" + encodeURIComponent(typed), { credentials: "same-origin" })
          .then(function (answer) { return answer.ok ? answer.text() : ""; })
          .then(function (options) { if (options && typed === asked) { list.innerHTML = options; } })
          .catch(function () {});
      }, 250);
    });
  });
})();
