// A little that helps; every page works without it.
"use strict";

// A part of a page that is fetched anew while one looks on: <section data-live="/path" data-every="3">.
for (const part of document.querySelectorAll("[data-live]")) {
  const every = 1000 * Number(part.dataset.every || 3);
  const fetchAnew = async () => {
    if (!document.hidden && !part.contains(document.activeElement)) {
      try {
        const answer = await fetch(part.dataset.live, { headers: { Accept: "text/html" }, redirect: "manual" });
        // Signed out meanwhile, or no such page any more: the page itself says so.
        if (!answer.ok && answer.status < 500) return location.reload();
        if (answer.ok) {
          const fresh = document.createElement("template");
          fresh.innerHTML = await answer.text();
          // What has not changed stays: it may be being read, or be about to have the focus.
          if (fresh.innerHTML !== part.innerHTML) part.replaceChildren(fresh.content);
        }
      } catch { /* the next time, perhaps */ }
    }
    setTimeout(fetchAnew, every);
  };
  setTimeout(fetchAnew, every);
}

// A form whose result is shown while one types: <form data-preview="/path" data-into="id-of-iframe">.
for (const form of document.querySelectorAll("form[data-preview]")) {
  let waiting;
  let asked;
  const show = async () => {
    const target = document.getElementById(form.dataset.into);
    // What was typed before is of no interest any more.
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.preview, {
        method: "POST", body: new URLSearchParams(new FormData(form)), signal: asked.signal,
      });
      if (target && (answer.ok || answer.status === 422)) target.srcdoc = await answer.text();
    } catch { /* overtaken, or the next time, perhaps */ }
  };
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 400); });
}

// A choice that is sent at once; without script there is a button for it.
for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// What is wrong is told first.
const summary = document.querySelector(".error-summary");
if (summary) summary.focus();
