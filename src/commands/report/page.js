"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const DAY = 86400000;
  const start = Date.parse(data.first + "T00:00:00Z");
  const day = (n) => new Date(start + n * DAY).toISOString().slice(0, 10);
  const number = (text) => Math.round((Date.parse(text + "T00:00:00Z") - start) / DAY);
  const clamp = (n) => Math.max(0, Math.min(data.days, n));
  const own = (cloud) => cloud.parent && cloud.id === cloud.parent + "-direct";
  const place = new Map(data.clouds.map((cloud, i) => [cloud.id, i]));
  // The vendors' own shops share a column.
  const columns = data.clouds.filter((cloud) => !own(cloud)).map((cloud) => cloud.id);
  if (data.clouds.some(own)) columns.push("direct");
  const usual = ["azure", "aws", "google-cloud", "oracle", "direct"];
  const shown = (list) => list.filter((id) => columns.includes(id));

  const fresh = () => ({
    day: number(data.as_of),
    vendor: data.vendor || "",
    product: "",
    segment: data.segment,
    all: false,
    clouds: shown(usual).length ? shown(usual) : columns.slice(0, 5),
  });
  let state = fresh();

  // The address holds the state, so that a view can be kept and sent.
  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1));
    state = fresh();
    if (!asked.has("as-of") && !asked.has("segment") && !asked.has("vendor")) return;
    const date = number(asked.get("as-of") || "");
    if (!Number.isNaN(date)) state.day = clamp(date);
    if (asked.has("vendor")) state.vendor = asked.get("vendor");
    if (asked.has("product")) state.product = asked.get("product");
    if (data.segments.includes(asked.get("segment"))) state.segment = asked.get("segment");
    if (asked.has("cloud")) state.clouds = shown(asked.get("cloud").split(","));
    state.all = asked.get("all") === "1";
  };
  const write = () => {
    const asked = new URLSearchParams();
    asked.set("as-of", day(state.day));
    asked.set("segment", state.segment);
    asked.set("vendor", state.vendor);
    if (state.product) asked.set("product", state.product);
    if (state.all) asked.set("all", "1");
    asked.set("cloud", state.clouds.join(","));
    history.replaceState(null, "", "#" + asked.toString().replaceAll("%2C", ","));
  };

  const fits = (product) => {
    const wanted = state.product.trim().toLowerCase();
    const names = [product.id, product.short, product.name].map((name) => name.toLowerCase());
    const vendor =
      !state.vendor || product.vendor === state.vendor || product.with.includes(state.vendor);
    return vendor && (!wanted || names.some((name) => name.includes(wanted)));
  };
  const current = (product, n) =>
    (product.from === null || product.from <= n) && (product.gone === null || n < product.gone);

  const column = (product, id) => {
    if (id !== "direct") return place.get(id);
    const vendor = state.vendor || product.vendor;
    return data.clouds.findIndex((cloud) => own(cloud) && cloud.parent === vendor);
  };
  const history_of = (p, id) => {
    const c = column(data.products[p], id);
    if (c === undefined || c < 0) return null;
    const segment = data.segments.indexOf(state.segment);
    return data.histories[data.by_segment[data.lines[p][c]][segment]];
  };
  // A history is days and cells in turn: the last one that has begun holds.
  const cell = (turns, n) => {
    let found = null;
    for (let i = 0; i < turns.length && turns[i] <= n; i += 2) found = turns[i + 1];
    return found === null ? null : data.cells[found];
  };

  const element = (tag, text, set = {}) => {
    const one = document.createElement(tag);
    if (text !== undefined) one.textContent = text;
    for (const [name, value] of Object.entries(set)) one.setAttribute(name, value);
    return one;
  };
  const heading = (id) =>
    id === "direct" ? "Direct" : data.clouds[place.get(id)].short;

  const rows = () =>
    data.products
      .map((product, i) => [product, i])
      .filter(([product]) => fits(product) && (state.all || current(product, state.day)));

  const draw = () => {
    const found = rows();
    const head = element("tr");
    head.append(element("th", "Product", { scope: "col" }));
    for (const id of state.clouds) head.append(element("th", heading(id), { scope: "col" }));
    const body = element("tbody");
    for (const [product, i] of found) {
      const row = element("tr", undefined, { "data-product": product.id });
      row.append(element("th", product.short, { scope: "row", title: product.name }));
      for (const id of state.clouds) {
        const turns = history_of(i, id);
        const says = turns && cell(turns, state.day);
        const one = element("td", undefined, { "data-cloud": id });
        if (says) {
          one.append(element("b", says[1], { class: says[0] }), " " + says[2]);
        } else {
          one.append("-");
        }
        row.append(one);
      }
      body.append(row);
    }
    const top = element("thead");
    top.append(head);
    const segment = `${day(state.day)}, ${state.segment}. USD per 1M tokens, in/out.`;
    at("grid").replaceChildren(element("caption", segment), top, body);
    at("day").textContent = day(state.day);
    const hidden = data.products.filter(fits).length - found.length;
    at("count").textContent =
      `${found.length} products, ${state.clouds.length} clouds` +
      (hidden > 0 ? `; ${hidden} superseded or not yet released are hidden` : "");
  };

  // The parts below are narrowed to what speaks of the vendor, product and clouds.
  const narrow = () => {
    const every = columns.length === state.clouds.length;
    const touched = fresh().clouds.join() !== state.clouds.join() && !every;
    const clouds = new Set();
    for (const id of state.clouds) {
      for (const cloud of data.clouds) {
        if (cloud.id === id || (id === "direct" && own(cloud))) {
          clouds.add(cloud.id);
          if (cloud.parent) clouds.add(cloud.parent);
        }
      }
    }
    const products = new Set(data.products.filter(fits).map((product) => product.id));
    const wanted = state.product.trim() !== "";
    for (const section of document.querySelectorAll("main > section")) {
      const items = [...section.querySelectorAll("[data-about]")];
      if (!items.length) continue;
      let left = 0;
      for (const item of items) {
        const about = item.dataset.about.split(" ");
        const vendor = !state.vendor || about.includes(state.vendor);
        const product = !wanted || about.some((id) => products.has(id));
        const cloud = !touched || about.some((id) => clouds.has(id));
        item.hidden = !(vendor && product && cloud);
        if (!item.hidden) left += 1;
      }
      section.querySelector(".shown").textContent = `${left} of ${items.length}`;
    }
  };

  const show = () => {
    at("date").value = day(state.day);
    at("slider").value = String(state.day);
    at("slider").setAttribute("aria-valuetext", day(state.day));
    at("vendor").value = state.vendor;
    at("product").value = state.product;
    at("segment").value = state.segment;
    at("all").checked = state.all;
    for (const box of at("clouds").querySelectorAll("input")) {
      box.checked = state.clouds.includes(box.value);
    }
    draw();
    narrow();
  };
  const change = (values) => {
    Object.assign(state, values);
    write();
    show();
  };

  // The next day on which a cell that is shown says something else.
  const step = (direction) => {
    const days = new Set();
    data.products.forEach((product, i) => {
      if (!fits(product)) return;
      for (const n of [product.from, product.gone]) if (n !== null) days.add(n);
      for (const id of state.clouds) {
        const turns = history_of(i, id) || [];
        for (let k = 0; k < turns.length; k += 2) days.add(turns[k]);
      }
    });
    const sorted = [...days].filter((n) => n >= 0 && n <= data.days).sort((a, b) => a - b);
    const next =
      direction > 0
        ? sorted.find((n) => n > state.day)
        : sorted.reverse().find((n) => n < state.day);
    if (next !== undefined) change({ day: next });
  };

  for (const id of columns) {
    const label = element("label");
    label.append(element("input", undefined, { type: "checkbox", value: id }), " " + heading(id));
    at("clouds").append(label);
  }
  at("controls").addEventListener("submit", (event) => event.preventDefault());
  at("slider").addEventListener("input", (event) => change({ day: Number(event.target.value) }));
  at("date").addEventListener("change", (event) => {
    const n = number(event.target.value);
    if (!Number.isNaN(n)) change({ day: clamp(n) });
  });
  at("back").addEventListener("click", () => step(-1));
  at("on").addEventListener("click", () => step(1));
  at("vendor").addEventListener("change", (event) => change({ vendor: event.target.value }));
  at("product").addEventListener("input", (event) => change({ product: event.target.value }));
  at("segment").addEventListener("change", (event) => change({ segment: event.target.value }));
  at("all").addEventListener("change", (event) => change({ all: event.target.checked }));
  at("clouds").addEventListener("change", () => {
    const boxes = [...at("clouds").querySelectorAll("input")];
    change({ clouds: boxes.filter((box) => box.checked).map((box) => box.value) });
  });
  window.addEventListener("hashchange", () => {
    if (!location.hash.includes("=")) return;
    read();
    show();
  });
  read();
  show();
})();
