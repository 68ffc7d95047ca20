// Counts what is left of a post's characters while somebody writes. Everything works without it.
(() => {
  "use strict";
  const language = document.documentElement.lang;
  const plural = new Intl.PluralRules(language);
  const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(language, { granularity: "grapheme" }) : null;

  // As the server writes a text down before it counts it.
  const written = (text) =>
    text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/[^\S\n]+$/gm, "").replace(/\n{3,}/g, "\n\n").trim();

  const length = (text) => segmenter ? [...segmenter.segment(text)].length : [...text].length;

  const phrase = (forms, number) => {
    const [one, more] = forms.split("|");
    return (plural.select(number) === "one" ? one : more).replace("{}", number);
  };

  for (const form of document.querySelectorAll("form.composer")) {
    const text = form.querySelector("textarea[data-maximum]");
    const warning = form.querySelector("input[name=warning]");
    const count = form.querySelector(".count");
    const [number, spoken] = count.children;
    const maximum = Number(text.dataset.maximum);
    let pause;

    const show = () => {
      const left = maximum - length(written(text.value)) - length(written(warning ? warning.value : ""));
      number.textContent = left;
      count.classList.toggle("over", left < 0);
      clearTimeout(pause);
      pause = setTimeout(() => {
        const words = phrase(left < 0 ? count.dataset.over : count.dataset.left, Math.abs(left));
        if (left <= 20 && spoken.textContent !== words) spoken.textContent = words;
      }, 700);
    };

    const file = form.querySelector("input[type=file]");
    if (file) file.addEventListener("change", () => {
      const isOver = [...file.files].some((one) => one.size > Number(file.dataset.maximum));
      file.setCustomValidity(isOver ? file.dataset.over : "");
      file.reportValidity();
    });

    count.hidden = false;
    text.addEventListener("input", show);
    if (warning) warning.addEventListener("input", show);
    show();
  }

  // An answer's form is opened to be written in, and a menu closes when one goes elsewhere.
  for (const answer of document.querySelectorAll("details.answer")) {
    answer.addEventListener("toggle", () => answer.open && answer.querySelector("textarea").focus());
  }
  const menus = document.querySelectorAll("details.account, details.more");
  const closeAll = (besides) => menus.forEach((menu) => menu.contains(besides) || (menu.open = false));
  document.addEventListener("click", (event) => closeAll(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = [...menus].find((menu) => menu.open);
    closeAll(null);
    if (open) open.querySelector("summary").focus();
  });
})();
