// What the fields of a form say, as the server reads them, and putting it back.

const OURS = new Set(["csrfmiddlewaretoken", "base"]);

function fields(form) {
  return [...form.elements].filter((field) => field.name && !OURS.has(field.name) && !field.matches("button, fieldset"));
}

export function texts(form) {
  const said = {};
  for (const field of fields(form)) {
    if (field.type !== "checkbox") said[field.name] = field.value;
    else said[field.name] = [...(said[field.name] ?? []), ...(field.checked ? [field.value] : [])];
  }
  return said;
}

/** Put texts into the fields they differ from; return these fields. */
export function fill(form, wanted) {
  return fields(form).filter(({ name }) => name in wanted).filter((field) => set(field, wanted[field.name]));
}

function set(field, text) {
  if (field.type === "checkbox") {
    const was = field.checked;
    field.checked = text.includes(field.value);
    return field.checked !== was;
  }
  if (field.value === text) return false;
  field.value = text;
  field.dispatchEvent(new Event("filled"));
  return true;
}

const ordered = (said) => (said?.constructor === Object ? Object.entries(said).sort() : said);

export function same(one, other) {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

/** What the fields said when the form was opened; null where there is nothing to compare with. */
export function base(form) {
  return JSON.parse(form.elements.base?.value || "null");
}
