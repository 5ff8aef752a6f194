// The upload page: files may be dropped, their names and sizes are shown, one that is too large is told before it is sent.
(function () {
  "use strict";
  var form = document.getElementById("upload-form"), drop = document.getElementById("drop");
  var said = document.getElementById("chosen"), input = form && form.querySelector("input[type=file]");
  if (!input) { return; }
  var most = Number(form.dataset.most), button = form.querySelector("button");
  function show() {
    var names = [], tooLarge = [];
    Array.prototype.forEach.call(input.files, function (file) {
      names.push(file.name + " (" + (file.size / 1048576).toFixed(1).replace(".", ",") + " MB)");
      if (file.size > most) { tooLarge.push(file.name); }
    });
    said.textContent = tooLarge.length
      ? "Quá lớn, không gửi được: " + tooLarge.join(", ") + ". Mỗi tệp tối đa " + Math.round(most / 1048576) + " MB."
      : names.join("; ") || "Kéo tệp thả vào đây hoặc bấm để chọn.";
    said.classList.toggle("field__error", tooLarge.length > 0);
    button.disabled = tooLarge.length > 0;
  }
  input.addEventListener("change", show);
  ["dragenter", "dragover"].forEach(function (name) {
    drop.addEventListener(name, function (event) { event.preventDefault(); drop.classList.add("over"); });
  });
  ["dragleave", "drop"].forEach(function (name) {
    drop.addEventListener(name, function (event) { event.preventDefault(); drop.classList.remove("over"); });
  });
  drop.addEventListener("drop", function (event) {
    if (event.dataTransfer && event.dataTransfer.files.length) { input.files = event.dataTransfer.files; show(); }
  });
})();
