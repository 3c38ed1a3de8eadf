// Search and previews. Pages work without.
(() => {
'use strict';

const root = document.documentElement;
const base = document.currentScript.src;
const { lang } = root;
const book = self.planbook ??= {};
const full = url => new URL(url, base).href;
const on = (what, act, at = self) => at.addEventListener(what, act);
const make = (name, of, ...inside) => {
  const made = document.createElement(name);
  made.className = of;
  made.append(...inside);
  return made;
};

// Data, beside this file.
const rule = { createScriptURL: name => full(name.replace(/[^\w.-]/g, '')) };
const policy = self.trustedTypes?.createPolicy('planbook', rule) ?? rule;
const files = {};
const load = name => files[name] ??= new Promise((done, failed) => {
  const made = make('script', '');
  made.src = policy.createScriptURL(`${name}.${lang}.js`);
  on('load', done, made);
  on('error', failed, made);
  document.head.append(made);
});

// Words to keys, as in src/search/fold.rs.
const letter = '\\p{Alpha}\\p{N}';
const silent = '\\p{M}"\'`\xad\u02b9-\u02bf\u05f3\u05f4\u0640\u200b-\u200f\u2018-\u202e\u2032';
const word = RegExp(`([${letter}](?:[${letter}${silent}]*[${letter}\\p{M}])?)`, 'u');
const from = 'ךםןףץىیةٱکςıøłđ';
const to = 'כמנפצييهاكσiold';
const fold = text => text.normalize('NFKD').replace(RegExp(`[${silent}]`, 'gu'), '').toLowerCase()
  .replace(/[٠-٩۰-۹]/g, it => it.charCodeAt() % 16)
  .replace(/[^\0-z]/g, it => to[from.indexOf(it)] ?? it)
  .match(RegExp(`[${letter}]+`, 'gu')) ?? [];
const key = word => word
  .replace(/(?<=..[^s])s$/, '').replace(/(?<=...)e$/, '').replace(/(?<=..)y$/, 'i')
  .replace(/^[ושהלבכמ]+(?=...)/, '').replace(/(?<=...)(ימ|ות|[יהת])+$/, '')
  .replace(/^([وفبكل](?=...)|ال(?=..))+/, '').replace(/(?<=...)(ات|ون|ين|[هي])+$/, '');
const keys = book.keys = text => fold(text).map(key);

// Search.
let index;
const raise = (at, entry, weight) => at[entry] = Math.max(weight, at[entry] ?? 0);
const build = () => {
  index = { __proto__: null };
  const put = (word, entry, weight) => raise(index[word] ??= [], entry, weight);
  const [words, places] = book.words.map(it => it.split(' '));
  let word = '';
  words.forEach((it, n) => {
    word = word.slice(0, it.charCodeAt() - 65) + it.slice(1);
    places[n].split('!').forEach((it, n) => {
      let entry = -1;
      for (const step of it) put(word, entry += step.charCodeAt() - 34, 1 + n * 3);
    });
  });
  book.entries.forEach((of, entry) => {
    for (const word of keys(of[3])) put(word, entry, 2);
    for (const it of [...of[4] ?? [], of[2]]) keys(it).forEach((word, n, all) => put(word, entry, 8 + 8 / all.length));
  });
};
// The last word is still being typed.
const ask = text => fold(text).map((word, n, all) => {
  const own = key(word);
  const begun = word.replace(/^[ושהלבכמاوفبكل]+(?=..)/, it => it.replace(/./g, '$&?')).replace(/(?<=..)[ויاوي]$/, '$&?');
  const start = RegExp(all[n + 1] || /\s$/.test(text) ? '^$' : '^' + begun);
  return it => it == own ? 1 : start.test(it) / 2;
});
const search = asked => {
  const all = book.entries.map(entry => [0, entry]);
  for (const fit of asked) {
    const best = [];
    for (const word in index) {
      const n = fit(word);
      if (n) index[word].forEach((weight, entry) => raise(best, entry, n * weight));
    }
    const many = best.flat().length;
    all.forEach((it, entry) => it[0] += best[entry] / many);
  }
  return all.filter(it => it[0]).sort((a, b) => b[0] - a[0]);
};
const marked = (of, text, asked) => make('span', of, ...text.split(word).map((it, n) =>
  n % 2 && keys(it).some(key => asked.some(fit => fit(key))) ? make('mark', '', it) : it));

for (const form of document.querySelectorAll('form.find')) {
  const input = form.elements.q;
  const found = form.querySelector('.found');
  const list = make('ol', 'results');
  const close = () => {
    list.remove();
    list.textContent = found.textContent = '';
  };
  const show = () => {
    const asked = ask(input.value);
    close();
    if (!index || !asked[0]) return;
    const all = search(asked);
    list.append(...all.slice(0, form.matches('.page') ? 99 : 12).map(([, [url, kind, title, summary]]) => {
      const made = make('a', '', marked('title', title, asked), ' ', make('span', 'about', book.kinds[kind]), ' ', marked('excerpt', summary, asked));
      made.href = full(url);
      return make('li', '', made);
    }));
    if (all[0]) form.append(list);
    found.textContent = all[0] ? form.dataset.count.replace('{n}', all.length) : form.dataset.none.replace('{q}', () => input.value);
  };
  const start = () => Promise.all(['entries', 'words'].map(load)).then(() => show(index ?? build()), () => {});

  on('focus', start, input);
  on('input', show, input);
  on('keydown', e => {
    const all = [...list.querySelectorAll('a')];
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step && all[0]) (all[all.indexOf(e.target) + step] ?? input).focus();
    else if (e.key == 'Enter' && e.target == input && all[0]) all[0].click();
    else if (e.key == 'Escape') {
      input.value = '';
      close();
      input.focus();
    } else return;
    e.preventDefault();
  }, form);
  if (form.matches('.page')) {
    input.value ||= new URLSearchParams(location.search).get('q') ?? '';
    if (input.value) start();
  } else for (const what of ['focusin', 'click']) on(what, e => form.contains(e.target) || close());
}

// Previews.
const box = make('div', 'preview');
const button = document.querySelector('button.previews');
let off, open, aim, timer;
try {
  off = localStorage['planbook-previews'] == 'off';
} catch {}
const later = (ms, act = () => {}) => {
  clearTimeout(timer);
  timer = setTimeout(act, ms);
};
const plain = url => url.replace(/index\.html(?=#|$)/, '');
const at = e => !off && e.target.closest?.('main a[href]:not(nav *, .find *)');
const hide = () => {
  later();
  open?.removeAttribute('aria-describedby');
  open = aim = null;
  box.remove();
};
const about = async link => {
  if (link.matches('.cite a[href^="#source-"], .note-mark a')) {
    const copy = document.getElementById(decodeURIComponent(link.hash.slice(1))).cloneNode(true);
    for (const it of copy.querySelectorAll('.back, .note-back, a')) it.replaceWith(...it.matches('a:not(.note-back)') ? it.childNodes : []);
    return copy.childNodes;
  }
  if (!link.hash && plain(link.pathname) == plain(location.pathname)) return;
  await load('entries');
  const [, kind, title, summary] = book.entries.find(it => plain(full(it[0])) == plain(link.href)) ?? [];
  return summary && [make('p', 'about', book.kinds[kind]), make('p', 'title', title), make('p', '', summary)];
};
const preview = link => later(400, async () => {
  aim = link;
  const inside = await about(link).catch(() => {});
  if (aim != link) return;
  hide();
  if (!inside) return;
  box.replaceChildren(...inside);
  document.body.append(box);
  box.showPopover();
  open = link;
  link.setAttribute('aria-describedby', box.id);
  const line = link.getBoundingClientRect();
  const start = root.dir == 'rtl' ? root.clientWidth - line.right : line.left;
  const above = line.top - box.offsetHeight - 6;
  const below = line.bottom + 6;
  box.style.cssText = `inset-block-start: ${above > 0 && below + box.offsetHeight > root.clientHeight ? above : below}px;
    inset-inline-start: clamp(8px, ${start}px, 100% - ${box.offsetWidth + 8}px)`;
});
if (box.showPopover && matchMedia('(hover: hover)').matches) {
  box.id = 'page-preview';
  box.popover = 'manual';
  box.role = 'tooltip';
  on('pointerover', e => {
    const link = at(e);
    if (e.pointerType == 'touch') return;
    if (box.contains(e.target) || link && link == open) later();
    else if (link) preview(link);
    else {
      aim = null;
      later(200, hide);
    }
  });
  on('focusin', e => at(e) && e.target.matches(':focus-visible') && preview(e.target));
  on('focusout', hide);
  on('keydown', e => e.key == 'Escape' && hide());
  on('scroll', () => open && hide());
  on('click', hide);
  if (button) {
    const say = () => button.textContent = button.dataset[off ? 'on' : 'off'];
    say();
    button.hidden = false;
    on('click', () => {
      off = !off;
      say();
      try {
        localStorage['planbook-previews'] = off ? 'off' : 'on';
      } catch {}
    }, button);
  }
}
})();
