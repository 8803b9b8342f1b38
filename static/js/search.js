// Finds reports as somebody types, in plain files beside the pages: no server has to answer. A search reads a file for
// each of its words, with the newest reports of which some word begins so; where those may not be all, it goes on
// to parts of two hundred incidents each, newest first. Without this script the form asks the server.

{
  const FIND = "/find/";
  const WORDS = 4; // of which files are read; all are sought in what those name
  const ENOUGH = 10; // reports; with fewer, a few parts are read unasked
  const AT_ONCE = 3; // parts
  const SHOWN = 30;
  const BEGINNING = 3;
  const NUMBER = 8;
  const WAIT = 200; // milliseconds after a key
  const SIGN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af";
  const WORD = new RegExp(`[${SIGN}]|(?:(?![${SIGN}])[\\p{L}\\p{N}])+`, "gu");
  const COMMON =
    " an and are as at be but by for from had has in inc into is it its not of on or our the their to was" +
    " we were when while with am auf aus bei das dem den der des die ein eine einer fur ist mit nach nicht" +
    " und von vor war waren wir zu zum zur ";

  const files = new Map();

  // The words of a text, as incidents/report/spelling.py spells them.
  function wordsOf(text) {
    const folded = text.toUpperCase().toLowerCase().normalize("NFKD");
    return folded.replace(/\p{M}/gu, "").match(WORD) ?? [];
  }

  const leadsOn = (word) => !COMMON.includes(` ${word} `);

  function beginning(word) {
    return Array.from(word).slice(0, /^\p{N}/u.test(word) ? NUMBER : BEGINNING).join("");
  }

  function place(begins) {
    if (/^[a-z0-9]+$/.test(begins)) return `${FIND}words/${begins}.json`;
    const bytes = [...new TextEncoder().encode(begins)].map((byte) => byte.toString(16).padStart(2, "0"));
    return `${FIND}words/x-${bytes.join("")}.json`;
  }

  // What a file says; null where there is none.
  function read(address) {
    if (!files.has(address)) {
      const asked = fetch(address).then((answer) => {
        if (answer.status === 404 || answer.status === 410) return null;
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return answer.json();
      });
      asked.catch(() => files.delete(address));
      files.set(address, asked);
    }
    return files.get(address);
  }

  function says([reference, , title, components, severity], words) {
    const said = wordsOf([reference, title, severity, ...components].join(" "));
    return words.every((word) => said.some((each) => each.startsWith(word)));
  }

  function link([reference, slug, title, components, , day]) {
    const item = document.createElement("li");
    const line = document.createElement("a");
    line.href = `/incidents/${slug}/`;
    line.textContent = title;
    const about = document.createElement("span");
    about.className = "soft";
    about.textContent = [day, reference, ...components].join(" · ");
    item.append(line, " ", about);
    return item;
  }

  function start(form) {
    const box = form.querySelector("input[type=search]");
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    const list = document.createElement("ul");
    list.className = "found";
    const older = document.createElement("button");
    older.type = "button";
    older.className = "quiet";
    older.textContent = form.dataset.older;
    const whole = document.createElement("a");
    whole.href = form.action;
    whole.textContent = form.dataset.whole;
    const ways = document.createElement("p");
    ways.className = "go-on";
    ways.append(older, whole);
    const results = document.createElement("div");
    results.className = "results";
    results.hidden = true;
    results.append(said, list, ways);
    form.append(results);

    let search = null; // the newest one: words, found reports by slug, parts not read yet, how many are shown

    function show(of) {
      if (of !== search) return;
      const posts = [...of.found.values()].sort((one, other) => (one[5] < other[5] ? 1 : -1));
      list.replaceChildren(...posts.slice(0, of.shown).map(link));
      const open = of.parts.length > 0 || posts.length > of.shown;
      const words = form.dataset[open ? "more" : posts.length ? "found" : "none"];
      said.textContent = words.replace("%n", String(Math.min(posts.length, of.shown)));
      older.hidden = !open;
    }

    function take(of, told) {
      const posts = told.flatMap((each) => each?.posts ?? []);
      for (const post of posts) if (says(post, of.words)) of.found.set(post[1], post);
    }

    async function go(of) {
      const parts = of.parts.splice(0, AT_ONCE);
      const told = await Promise.all(parts.map((part) => read(`${FIND}posts/${part}.json`)));
      take(of, told);
    }

    async function begin(words, key, address) {
      const of = { words, key, found: new Map(), parts: [], shown: SHOWN };
      search = of;
      results.hidden = false;
      whole.href = address;
      said.textContent = form.dataset.searching;
      try {
        const sought = words.filter(leadsOn).slice(0, WORDS);
        const told = await Promise.all([...new Set(sought.map(beginning).map(place))].map(read));
        take(of, told);
        if (told.every((each) => each && !each.all)) of.parts = (await read(`${FIND}index.json`))?.parts.slice() ?? [];
        if (of.found.size < ENOUGH) await go(of);
        show(of);
      } catch {
        fail(of);
      }
    }

    function fail(of) {
      if (of !== search) return;
      list.replaceChildren();
      older.hidden = true;
      said.textContent = form.dataset.failed;
    }

    // Single letters say too little, and so do words of two until they are followed by something.
    function look() {
      const words = wordsOf(box.value).filter((word) => word.length > 1 || word > "\u3040");
      const key = words.join(" ");
      if (key === search?.key) return;
      if (!words.some(leadsOn)) {
        search = null;
        results.hidden = true;
        return;
      }
      begin(words, key, `${form.action}?q=${encodeURIComponent(box.value.trim())}`);
    }

    let timer;
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(look, WAIT);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      look();
    });
    older.addEventListener("click", async () => {
      const of = search;
      const before = Math.min(of.found.size, of.shown);
      of.shown += SHOWN;
      try {
        if (of.found.size < of.shown) await go(of);
        show(of);
      } catch {
        fail(of);
      }
      list.children[before]?.querySelector("a").focus();
    });
    // Where a file stands in for the server's page, it answers what that was asked.
    const asked = new URLSearchParams(location.search).get("q");
    if (asked && !box.value) {
      box.value = asked;
      look();
    }
  }

  const form = document.querySelector("form.search[data-found]");
  if (form) start(form);
}
