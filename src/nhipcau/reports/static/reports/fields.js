// Help while a report is typed: rows of tables, sums of parts, dots in money. All of it works without this file too.
(function () {
  "use strict";
  var COUNT = /^(-?\d[\d. ]*)$/;
  function whole(text) { var typed = text.replace(/[.\s\u00a0]/g, ""); return COUNT.test(text.trim()) && typed.length < 18 ? Number(typed) : null; }
  function dots(value) { return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, "."); }
  function told(field) { field.dispatchEvent(new Event("change", { bubbles: true })); }

  function table(key) { return document.querySelector('table[data-table="' + key + '"]'); }
  function counter(key) { return document.querySelector('input[name="r' + key + '-n"]'); }
  function add(key) {
    var rows = table(key).tBodies[0].rows, last = rows[rows.length - 1], place = rows.length, made = last.cloneNode(true);
    made.hidden = false;
    made.dataset.row = String(place);
    made.cells[0].textContent = String(place + 1);
    made.querySelectorAll(".field__error").forEach(function (error) { error.remove(); });
    made.querySelectorAll("input, select, button").forEach(function (field) {
      if (field.name === "remove-row") { field.value = key + "-" + place; return; }
      field.name = field.name.replace(/^r(\d+)-\d+-/, "r$1-" + place + "-");
      field.value = "";
      field.removeAttribute("aria-invalid");
      var label = field.getAttribute("aria-label");
      if (label) { field.setAttribute("aria-label", label.replace(/\d+$/, String(place + 1))); }
    });
    last.parentNode.appendChild(made);
    counter(key).value = String(place + 1);
    return made;
  }
  window.nhipcauRows = { reach: function (key, place) { while (table(key) && table(key).tBodies[0].rows.length <= place) { add(key); } } };

  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("button[name]");
    if (!button) { return; }
    if (button.name === "add-row" && table(button.value)) {
      event.preventDefault();
      add(button.value).querySelector("input, select").focus();
    } else if (button.name === "remove-row") {
      event.preventDefault();
      var row = button.closest("tr"), first = null;
      row.querySelectorAll("input, select").forEach(function (field) { field.value = ""; first = first || field; });
      row.hidden = true;
      if (first) { told(first); }
    } else if (button.dataset.useSum) {
      var sum = sumOf(button.dataset.useSum), into = document.getElementById(button.dataset.useSum);
      if (sum !== null && into) { event.preventDefault(); into.value = dots(sum); told(into); into.focus(); }
    }
  });

  function sumOf(name) {
    var sum = 0, any = false, wrong = false;
    document.querySelectorAll('[data-part-of="' + name + '"]').forEach(function (part) {
      if (part.value.trim() === "") { return; }
      var value = whole(part.value);
      if (value === null) { wrong = true; } else { sum += value; any = true; }
    });
    return any && !wrong ? sum : null;
  }
  document.addEventListener("input", function (event) {
    var name = event.target.dataset && event.target.dataset.partOf;
    var place = name && document.querySelector('[data-sum-of="' + name + '"]');
    if (place) { var sum = sumOf(name); place.textContent = sum === null ? "" : "Các phần cộng lại: " + dots(sum); }
  });
  document.addEventListener("focusout", function (event) {
    if (!event.target.dataset || event.target.dataset.money === undefined) { return; }
    var value = whole(event.target.value);
    if (value !== null && value >= 1000) { event.target.value = dots(value); }
  });
})();
