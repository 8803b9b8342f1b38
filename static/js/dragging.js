// An event without a time is dragged by its grip, with a mouse, a pen or a finger. The keyboard has Alt and arrows.

import { place, put, rowOf, rows } from "./event-rows.js";

const EDGE = 60; // pixels from the edge of the window in which the page follows
const SPEED = 12; // pixels a frame

let drag = null; // { row, from, y, pointer }

document.documentElement.classList.add("drags");

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest?.("#timeline .grip");
  if (!grip || event.button !== 0) return;
  event.preventDefault();
  const row = rowOf(grip);
  grip.setPointerCapture(event.pointerId);
  drag = { row, from: row.nextElementSibling, y: event.clientY, pointer: event.pointerId };
  row.classList.add("dragged");
  requestAnimationFrame(follow);
});

document.addEventListener("pointermove", (event) => {
  if (event.pointerId !== drag?.pointer) return;
  drag.y = event.clientY;
  seat();
});

// The row stands before the first whose middle is below the pointer.
function seat() {
  const others = rows().filter((row) => row !== drag.row);
  const before = others.find((row) => {
    const { top, height } = row.getBoundingClientRect();
    return drag.y < top + height / 2;
  });
  if (drag.row.nextElementSibling !== (before ?? null)) drag.row.parentElement.insertBefore(drag.row, before ?? null);
}

function follow() {
  if (!drag) return;
  const by = drag.y < EDGE ? -SPEED : drag.y > innerHeight - EDGE ? SPEED : 0;
  if (by) {
    scrollBy({ top: by, behavior: "instant" });
    seat();
  }
  requestAnimationFrame(follow);
}

function end(isDropped) {
  const { row, from } = drag;
  drag = null;
  row.classList.remove("dragged");
  const before = row.nextElementSibling;
  if (!isDropped) return put(row, from);
  if (before !== from) place(row, before, from);
}

document.addEventListener("pointerup", ({ pointerId }) => pointerId === drag?.pointer && end(true));
document.addEventListener("pointercancel", ({ pointerId }) => pointerId === drag?.pointer && end(false));
document.addEventListener("keydown", (event) => {
  if (!drag || event.key !== "Escape") return;
  event.preventDefault();
  end(false);
});
