// A picture that is chosen, pasted or dropped: uploaded with its progress in view, then asked what it shows,
// then put into the text where the cursor was.

import { type } from "./typing.js";

const dialog = document.getElementById("picture-words");

/** Ask for a file, as the button does. */
export function chosen(field) {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = "image/png,image/jpeg,image/webp,image/gif";
  input.addEventListener("change", () => input.files.length && takePicture(field, input.files[0]));
  input.click();
}

export async function takePicture(field, file) {
  const { selectionStart, selectionEnd } = field;
  const line = field.previousElementSibling.querySelector(".progress");
  const { address, problem } = await upload(file, (share) => {
    line.textContent = `${dialog.dataset.uploading} ${Math.round(share * 100)} %`;
  });
  line.textContent = problem ?? "";
  if (!address) return;
  const alt = await described(address);
  if (alt === null || !field.isConnected) return;
  field.setSelectionRange(selectionStart, selectionEnd);
  type(field, `![${alt.replace(/[[\]\\]/g, "\\$&")}](${address})`);
}

function upload(file, tell) {
  const body = new FormData();
  body.set("file", file);
  body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  const failed = { problem: dialog.dataset.failed };
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", document.getElementById("prose-tools").dataset.pictures);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => tell(loaded / total));
    request.addEventListener("load", () => resolve(request.response ?? failed));
    request.addEventListener("error", () => resolve(failed));
    tell(0);
    request.send(body);
  });
}

/** Return the words for those who don't see the picture; null where it shall be left out. */
function described(address) {
  const form = dialog.querySelector("form");
  dialog.querySelector("img").src = address;
  form.reset();
  dialog.returnValue = "leave";
  dialog.showModal();
  form.elements.alt.focus();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => resolve(dialog.returnValue === "put" ? form.elements.alt.value.trim().replace(/\s+/g, " ") : null),
      { once: true },
    );
  });
}
