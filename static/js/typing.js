// Words put into a field as if the person had typed them.

/** Put text over what is marked, as if it had been typed. */
export function type(field, text) {
  field.focus({ preventScroll: true });
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
