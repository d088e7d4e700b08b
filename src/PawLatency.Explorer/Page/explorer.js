"use strict";
// Without JavaScript the page works with its Draw button. With it, each change of a control fetches new figures and replaces the old ones.
(() => {
  const form = document.getElementById("form"), controls = document.getElementById("controls"), status = document.getElementById("status");
  const main = document.querySelector("main"), dark = matchMedia("(prefers-color-scheme: dark)");
  let running = null, stale = false, announcing = 0, resting = 0, ask = new URLSearchParams(location.search).get("ask");
  document.documentElement.classList.add("script");

  const drawn = () => document.getElementById("result");
  const pixels = () => Math.max(320, Math.min(2000, Math.floor((document.querySelector(".curve .figure") || document.querySelector("main")).clientWidth)));
  const state = () => {
    const query = new URLSearchParams(new FormData(form));
    if (ask) query.set("ask", ask);
    return query;
  };
  const shown = query => {
    const whole = new URLSearchParams(query);
    whole.set("w", pixels());
    if (dark.matches) whole.set("scheme", "dark");
    return whole;
  };

  function refuse(message) {
    let box = main.querySelector(":scope > .refusal");
    if (!message) { if (box) box.remove(); return; }
    if (!box) { box = document.createElement("p"); box.className = "refusal"; box.setAttribute("role", "alert"); main.prepend(box); }
    box.textContent = message;
  }

  // One tab stop per figure; the arrow keys move between markers.
  function prepare() {
    for (const svg of document.querySelectorAll(".figure svg"))
      svg.querySelectorAll("[tabindex]").forEach((point, index) => point.setAttribute("tabindex", index === 0 ? "0" : "-1"));
    clearTimeout(announcing);
    announcing = setTimeout(() => { const summary = document.getElementById("summary"); if (summary) status.textContent = summary.textContent; }, 700);
  }

  // Updating the address and the tab stops would cost a frame, so it waits until the slider rests.
  function rest() {
    clearTimeout(resting);
    resting = 0;
    history.replaceState(null, "", "/?" + drawn().dataset.query);
    prepare();
  }

  // Only the latest request counts; the previous one is aborted.
  async function request(path, query, use) {
    if (running) running.abort();
    const mine = running = new AbortController();
    // Dimming the figures costs a layout, so it is done only if the answer is slow.
    const slow = setTimeout(() => drawn().classList.add("waiting"), 250);
    try {
      const answer = await fetch(path + "?" + query, { signal: mine.signal });
      const text = await answer.text();
      if (mine !== running) return;
      stale = path === "/" && !answer.ok;
      if (answer.ok) { use(text); refuse(""); } else if (path !== "/") refuse(text);
      else {
        // If the input is not valid, the new form lets the user correct it; the figures stay.
        const page = new DOMParser().parseFromString(text, "text/html"), corrected = page.getElementById("controls"), focus = focus_on(document.activeElement?.id);
        if (corrected) { controls.innerHTML = corrected.innerHTML; focus(); }
        refuse(page.querySelector(".refusal")?.textContent ?? text);
      }
    } catch (error) {
      if (error.name !== "AbortError") refuse("The page cannot reach pawlatency explore; is it still running?");
    } finally {
      clearTimeout(slow);
    }
    if (mine === running) { running = null; drawn().classList.remove("waiting"); }
  }

  // Keeps open questions open after a redraw.
  function draw(html) {
    const open = [...drawn().querySelectorAll("details[open] > summary")].map(one => one.textContent);
    drawn().outerHTML = html;
    for (const summary of drawn().querySelectorAll("details > summary")) if (open.includes(summary.textContent)) summary.parentNode.open = true;
  }

  const focus_on = id => () => document.getElementById(id)?.focus();

  function redraw() {
    const query = state();
    return request("/fragment", shown(query), text => {
      const focused = document.activeElement && drawn().contains(document.activeElement) ? document.activeElement.textContent : null;
      draw(text);
      if (focused) [...drawn().querySelectorAll("a, summary")].find(one => one.textContent === focused)?.focus();
      clearTimeout(resting);
      resting = setTimeout(rest, 150);
    });
  }

  // Another device has other controls, so the form is fetched as well.
  function reshape(query, focus) {
    return request("/", shown(query), text => {
      const page = new DOMParser().parseFromString(text, "text/html");
      controls.innerHTML = page.getElementById("controls").innerHTML;
      draw(page.getElementById("result").outerHTML);
      document.querySelector("nav ul").innerHTML = page.querySelector("nav ul").innerHTML;
      clearTimeout(resting);
      resting = 0;
      history.pushState(null, "", "/?" + drawn().dataset.query);
      focus();
      prepare();
    });
  }

  form.addEventListener("input", event => {
    const slider = event.target.dataset.for, number = slider ? document.getElementById(slider) : event.target;
    if (slider) number.value = Number(Number(event.target.value).toPrecision(4));
    else {
      const beside = document.querySelector(`[data-for="${number.id}"]`), value = Number(number.value);
      if (beside && Number.isFinite(value)) { if (value > Number(beside.max)) beside.max = value; beside.value = value; }
    }
    if (stale || event.target.dataset.reshapes !== undefined) reshape(state(), focus_on(event.target.id)); else redraw();
  });
  form.addEventListener("submit", event => { event.preventDefault(); redraw(); });

  main.addEventListener("click", event => {
    const link = event.target.closest("a[data-swap]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const query = new URL(link.href).searchParams;
    // A link in the form holds the values at the time it was written; use the current values instead.
    if (form.contains(link)) {
      for (const [name, value] of new FormData(form)) if (name !== "group" && query.has(name)) query.set(name, value);
      if (ask) query.set("ask", ask);
    }
    ask = query.get("ask");
    // The link may have changed or gone; keep the keyboard focus near it.
    const place = form.contains(link) ? ".scope a" : link.closest("details") ? "details[open] a[data-swap]" : ".actions a";
    reshape(query, () => document.querySelector(place)?.focus());
  });

  function read(event) {
    const point = event.target.closest && event.target.closest(".point"), box = event.target.closest && event.target.closest("section")?.querySelector(".reading");
    const title = point && point.querySelector("title");
    if (box && title) { box.textContent = title.textContent; box.classList.add("filled"); }
  }
  main.addEventListener("mouseover", read);
  main.addEventListener("focusin", read);
  main.addEventListener("click", read);
  main.addEventListener("keydown", event => {
    const point = event.target.closest(".point");
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!point || !step) return;
    event.preventDefault();
    const points = [...point.closest("svg").querySelectorAll(".point[tabindex]")], next = points[points.indexOf(point) + step];
    if (next) { point.setAttribute("tabindex", "-1"); next.setAttribute("tabindex", "0"); next.focus(); }
  });

  addEventListener("popstate", () => location.reload());
  addEventListener("pagehide", () => { if (resting) rest(); });
  dark.addEventListener("change", redraw);
  let width = 0, settled = 0;
  new ResizeObserver(() => {
    if (pixels() === width) return;
    clearTimeout(settled);
    settled = setTimeout(() => { if (pixels() !== width) { width = pixels(); if (document.querySelector(".curve")) redraw(); } }, width ? 150 : 0);
  }).observe(main);
  prepare();
})();
