// The confirm page: pointing at a duty shows its place in the text, and the other way round; keys j, k, e, x.
(function () {
  "use strict";
  var kept = null;
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function marksOf(id) { return all("mark.duty").filter(function (mark) { return (" " + mark.dataset.proposals + " ").indexOf(" " + id + " ") >= 0; }); }
  function clear() { all(".is-pointed").forEach(function (node) { node.classList.remove("is-pointed"); }); }
  function point(id, scrollText) {
    clear();
    var marks = marksOf(id), card = document.getElementById("nv-" + id), place = document.getElementById("cho-" + id);
    marks.forEach(function (mark) { mark.classList.add("is-pointed"); });
    if (card) { card.classList.add("is-pointed"); }
    if (place) { place.classList.add("is-pointed"); }
    if (scrollText && marks.length) { intoView(marks[0]); }
  }
  function intoView(mark) {
    // Only the text's own box is moved, so that the page under the reader's hand stands still.
    var box = document.getElementById("van-ban");
    if (!box || box.scrollHeight <= box.clientHeight + 2) { return; }
    var top = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (top < 40 || top > box.clientHeight - 120) { box.scrollTop += top - box.clientHeight / 4; }
  }
  function cardOf(node) { return node && node.closest ? node.closest("article.proposal") : null; }
  document.addEventListener("mouseover", function (event) {
    var card = cardOf(event.target), mark = event.target.closest && event.target.closest("mark.duty");
    if (card) { point(card.dataset.proposal, true); }
    else if (mark) { point(mark.dataset.proposals.split(" ")[0], false); }
  });
  document.addEventListener("focusin", function (event) {
    var card = cardOf(event.target);
    if (card) { kept = card.id; point(card.dataset.proposal, true); }
  });
  document.addEventListener("click", function (event) {
    var mark = event.target.closest && event.target.closest("mark.duty");
    if (!mark) { return; }
    var card = document.getElementById("nv-" + mark.dataset.proposals.split(" ")[0]);
    if (card) { card.scrollIntoView({ block: "center" }); card.focus({ preventScroll: true }); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    var cards = all("article.proposal"), here = cards.indexOf(cardOf(document.activeElement));
    if (event.key === "j" || event.key === "k") {
      var next = cards[Math.max(0, Math.min(cards.length - 1, here + (event.key === "j" ? 1 : -1)))];
      if (next) { next.scrollIntoView({ block: "center" }); next.focus({ preventScroll: true }); event.preventDefault(); }
    } else if (here >= 0 && (event.key === "e" || event.key === "x")) {
      var button = cards[here].querySelector(event.key === "e" ? "[data-edit]" : "[data-drop]");
      if (button) { button.click(); event.preventDefault(); }
    }
  });
  // After a deed the list is drawn anew: the card that was worked on has the focus again.
  document.addEventListener("htmx:beforeRequest", function () { var card = cardOf(document.activeElement); if (card) { kept = card.id; } });
  document.addEventListener("htmx:afterSettle", function (event) {
    if (!event.target || event.target.id !== "workbench") { return; }
    var card = kept && document.getElementById(kept);
    if (!card) { return; }
    var field = card.querySelector(".form input:not([type=hidden]), .form select");
    (field && card.querySelector("[name$=row_version]") ? field : card).focus({ preventScroll: true });
  });
})();
