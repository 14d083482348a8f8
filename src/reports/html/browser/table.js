// The table of samples of a report. It runs in the reader's browser, from the page itself: rows are drawn a page at a
// time, and the texts behind a score are read only when it is opened. Every text goes in as a text node, never as markup.
(() => {
  const PAGE = 50;
  const byId = (id) => document.getElementById(id);
  const section = byId('samples');
  if (section?.dataset.columns === undefined) return;

  const parse = (id) => JSON.parse(byId(`data-${id}`).textContent);
  const { strings, decimals, columns, rows } = parse('rows');
  const place = Object.fromEntries(columns.map((name, i) => [name, i]));
  const shownColumns = section.dataset.columns.split(' ');
  const NAMED = new Set(['model', 'sample', 'criterion', 'status']);
  const NUMBERS = new Set(['turn', 'score', 'stderr', 'human']);
  const runs = [...(byId('filter-run')?.options ?? [])].slice(1).map((option) => option.textContent);

  // Parsed when the first row is opened or something is searched for.
  let evidence;
  const evidenceOf = (row) => {
    evidence ??= parse('evidence');
    return evidence.rows[row];
  };
  const chunks = [];
  for (let i = 0; byId(`data-texts-${i}`); i += 1) chunks.push(undefined);
  const chunk = (i) => {
    chunks[i] ??= parse(`texts-${i}`);
    return chunks[i];
  };
  const textOf = (id) => {
    let from = 0;
    for (let i = 0; i < chunks.length; i += 1) {
      const texts = chunk(i);
      if (id < from + texts.length) return texts[id - from];
      from += texts.length;
    }
    return '';
  };

  const state = { filters: new Map(), pattern: undefined, sort: undefined, page: 0, open: new Set() };
  let view = rows.map((_, i) => i);

  // ---- Texts

  // The same list as in escape.ts, in a group: `split` keeps what is in one. A test holds them equal.
  const UNSEEN =
    /((?:(?![\n\t])\p{Cc})|[\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Cs})/gu;
  const codeOf = (character) => {
    const code = character.codePointAt(0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
  };

  const element = (name, properties = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== undefined));
    return made;
  };

  /** A text with unseen characters shown by their code, and with marks on what is searched for. */
  const visible = (text) => {
    const fragment = document.createDocumentFragment();
    const pieces = text.replace(/\r\n/g, '\n').split(UNSEEN);
    for (const [i, piece] of pieces.entries()) {
      if (i % 2 === 1) fragment.append(element('span', { class: 'unseen' }, codeOf(piece)));
      else if (piece !== '') fragment.append(...marked(piece));
    }
    return fragment;
  };

  const marked = (text) => {
    if (state.pattern === undefined) return [text];
    const parts = [];
    let from = 0;
    for (const match of text.matchAll(new RegExp(state.pattern.source, 'giu'))) {
      if (match.index > from) parts.push(text.slice(from, match.index));
      parts.push(element('mark', {}, match[0]));
      from = match.index + match[0].length;
    }
    parts.push(text.slice(from));
    return parts;
  };

  /** What a reply about a batch says of one sample: the parts that begin with the sample's label. */
  const excerpt = (reply, position) => {
    if (position === null) return undefined;
    const own = position + 1;
    try {
      const { analyses } = JSON.parse(reply);
      if (typeof analyses?.[`Sample${own}`] === 'string') return analyses[`Sample${own}`];
    } catch {
      // not a structured reply
    }
    const label = /^[\s>*#_`-]*Sample\s?(\d+)\b|^[\s>*#_`-]*(?:Float|Integer)\s+Scores\b/gimu;
    const starts = [...reply.matchAll(label)];
    const parts = starts
      .map((start, i) => ({ label: start[1], text: reply.slice(start.index, starts[i + 1]?.index) }))
      .filter((part) => Number(part.label) === own)
      .map((part) => part.text.trim());
    return parts.length === 0 ? undefined : parts.join('\n\n');
  };

  // ---- Which rows, in which order

  const named = (row, name) => strings[rows[row][place[name]]];

  const textHits = (pattern) => {
    const hits = [];
    for (let i = 0; i < chunks.length; i += 1) for (const text of chunk(i)) hits.push(pattern.test(text));
    return hits;
  };

  const searcher = (pattern) => {
    const inStrings = strings.map((text) => pattern.test(text));
    const inTexts = textHits(pattern);
    return (row) => {
      for (const name of NAMED) if (inStrings[rows[row][place[name]]]) return true;
      const [shown, ratings] = evidenceOf(row);
      if (shown.some((id, i) => i % 2 === 1 && inTexts[id])) return true;
      return ratings.some(([, , position, rating, , , call]) => {
        if (typeof rating === 'string' && pattern.test(rating)) return true;
        const reply = call === null ? null : evidence.calls[call][1];
        if (reply === null || !inTexts[reply]) return false;
        // Of a reply about a whole batch, only the part about this sample counts.
        const own = excerpt(textOf(reply), position);
        return own === undefined || pattern.test(own);
      });
    };
  };

  const sortValue = (row, key) => {
    const value = rows[row][place[key]];
    if (key === 'run') return runs[value];
    return NAMED.has(key) ? strings[value] : value;
  };

  /** Numbers by size; texts by the alphabet, and numbers in them by size; missing values last. */
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  const sorted = (indices, { key, down }) => {
    const sign = down ? -1 : 1;
    return indices
      .map((row, i) => ({ row, i, value: sortValue(row, key) }))
      .sort((a, b) => {
        if (a.value === null || b.value === null) return (a.value === null) - (b.value === null) || a.i - b.i;
        const numbers = typeof a.value === 'number' && typeof b.value === 'number';
        return sign * (numbers ? a.value - b.value : compare(String(a.value), String(b.value))) || a.i - b.i;
      })
      .map(({ row }) => row);
  };

  const update = () => {
    const found = state.pattern && searcher(state.pattern);
    const filters = [...state.filters];
    view = rows
      .map((_, i) => i)
      .filter((row) => filters.every(([key, wanted]) => rows[row][place[key]] === wanted) && (!found || found(row)));
    if (state.sort) view = sorted(view, state.sort);
    state.page = 0;
    draw();
  };

  // ---- Drawing

  const body = byId('rows');
  const number = (value, criterion) => {
    if (typeof value !== 'number') return value ?? '';
    return value.toFixed(decimals[criterion] || (Number.isInteger(value) ? 0 : 2));
  };

  const cellText = (row, key) => {
    const values = rows[row];
    if (key === 'run') return runs[values[place.run]];
    if (NAMED.has(key)) return named(row, key);
    if (key === 'turn') return values[place.turn] ?? '';
    return number(values[place[key]], values[place.criterion]);
  };

  const drawRow = (row) => {
    const cells = shownColumns.map((key) => {
      const text = visible(String(cellText(row, key)));
      if (key === 'sample') {
        const button = element('button', { type: 'button', class: 'toggle', 'aria-expanded': 'false' }, text);
        button.addEventListener('click', () => toggle(row, button));
        return element('th', { scope: 'row' }, button);
      }
      if (key !== 'status') return element('td', { class: NUMBERS.has(key) ? 'number' : undefined }, text);
      return element('td', {}, element('span', { class: named(row, 'status') === 'ok' ? 'quiet' : 'state bad' }, text));
    });
    const line = element('tr', {}, ...cells);
    body.append(line);
    if (state.open.has(row)) {
      line.querySelector('.toggle').setAttribute('aria-expanded', 'true');
      line.after(evidenceRow(row));
    }
  };

  const toggle = (row, button) => {
    const line = button.closest('tr');
    const opened = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!opened));
    if (opened) {
      state.open.delete(row);
      line.nextElementSibling.remove();
    } else {
      state.open.add(row);
      line.after(evidenceRow(row));
    }
  };

  const shownTexts = (ids) => {
    const texts = element('div', { class: 'texts' });
    for (let i = 0; i < ids.length; i += 2) {
      texts.append(
        element('div', {}, element('h4', {}, visible(textOf(ids[i]))), element('pre', {}, visible(textOf(ids[i + 1])))),
      );
    }
    return texts;
  };

  const lazily = (summary, content) => {
    const details = element('details', {}, element('summary', {}, summary));
    details.addEventListener('toggle', () => details.childElementCount === 1 && details.append(content()), {
      once: true,
    });
    return details;
  };

  const evidenceRow = (row) => {
    const [shown, ratings] = evidenceOf(row);
    const list = element('ol', { class: 'ratings' });
    for (const rating of ratings) list.append(ratingItem(row, rating));
    const inner = element('div', { class: 'opened' });
    if (shown.length > 0) inner.append(element('div', {}, element('h3', {}, 'What was shown'), shownTexts(shown)));
    inner.append(
      element(
        'div',
        {},
        element('h3', {}, ratings.length === 1 ? 'The rating' : `The ${ratings.length} ratings`),
        list,
      ),
    );
    return element('tr', { class: 'evidence' }, element('td', { colspan: shownColumns.length }, inner));
  };

  const ratingItem = (row, [judge, round, position, rating, status, criterion, call, ownShown]) => {
    const about = [
      strings[judge],
      criterion === rows[row][place.criterion] ? '' : strings[criterion],
      round === null ? '' : `round ${round}`,
      position === null ? '' : `place ${position + 1}`,
    ].filter((part) => part !== '');
    const verdict = rating === null ? strings[status] : String(rating);
    const head = element('p', { class: 'verdict' }, element('strong', {}, visible(verdict)));
    if (about.length > 0) head.append(element('span', { class: 'quiet' }, visible(about.join(' · '))));
    if (rating !== null && strings[status] !== 'ok')
      head.append(element('span', { class: 'state bad' }, visible(strings[status])));
    const item = element('li', {}, head);
    if (call === null) return item;
    const [task, reply, trouble] = evidence.calls[call];
    if (trouble !== null) item.append(element('p', { class: 'trouble' }, visible(textOf(trouble))));
    if (ownShown !== undefined) item.append(lazily('What was shown here', () => shownTexts(ownShown)));
    if (reply === null) return item;
    const text = textOf(reply);
    const own = excerpt(text, position);
    const whole = () => element('pre', {}, visible(text));
    if (own !== undefined)
      item.append(element('blockquote', {}, visible(own)), lazily(`Whole reply: ${textOf(task)}`, whole));
    else item.append(text.length < 1500 ? whole() : lazily('Reply', whole));
    return item;
  };

  const draw = () => {
    const from = state.page * PAGE;
    body.replaceChildren();
    for (const row of view.slice(from, from + PAGE)) drawRow(row);
    const last = Math.max(0, Math.ceil(view.length / PAGE) - 1);
    const many = (n) => n.toLocaleString('en-US');
    const all = `${many(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}`;
    byId('shown').textContent = view.length === rows.length ? all : `${many(view.length)} of ${all}`;
    byId('page').textContent =
      view.length === 0
        ? 'Nothing matches'
        : `${many(from + 1)}–${many(Math.min(from + PAGE, view.length))} of ${many(view.length)}`;
    byId('previous').disabled = state.page === 0;
    byId('next').disabled = state.page >= last;
  };

  // ---- Controls

  const turnTo = (step) => {
    state.page += step;
    // A button that is disabled loses the focus, and with it the reader's place in the page.
    const pressed = document.activeElement;
    draw();
    if (pressed.disabled) byId(pressed.id === 'next' ? 'previous' : 'next').focus();
    section.querySelector('table').scrollIntoView({ block: 'start' });
  };

  const setUpSort = (header) => {
    const { key } = header.dataset;
    const button = element('button', { type: 'button', class: 'sort' }, header.textContent);
    header.replaceChildren(button);
    // Numbers are sorted with the largest first. A third press brings back the first order.
    const orders = NUMBERS.has(key) ? [true, false] : [false, true];
    button.addEventListener('click', () => {
      const at = state.sort?.key === key ? orders.indexOf(state.sort.down) : -1;
      state.sort = at + 1 < orders.length ? { key, down: orders[at + 1] } : undefined;
      for (const other of section.querySelectorAll('th[data-key]')) other.removeAttribute('aria-sort');
      if (state.sort) header.setAttribute('aria-sort', state.sort.down ? 'descending' : 'ascending');
      update();
    });
  };

  const setUpFilter = (select) => {
    const { key } = select.dataset;
    if (key !== 'run') {
      const ids = [...new Set(rows.map((row) => row[place[key]]))];
      for (const id of ids) {
        const option = element('option', { value: id });
        option.append(visible(strings[id] || 'none').textContent);
        select.append(option);
      }
      select.closest('label').hidden = ids.length < 2;
    }
    select.addEventListener('change', () => {
      if (select.value === '') state.filters.delete(key);
      else state.filters.set(key, Number(select.value));
      update();
    });
  };

  const search = byId('search');
  let waiting;
  const searchFor = (text) => {
    state.pattern =
      text === '' ? undefined : new RegExp(text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\\-/g, '-'), 'iu');
    update();
  };
  search.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => searchFor(search.value.trim()), 150);
  });

  const controls = byId('controls');
  controls.addEventListener('submit', (event) => event.preventDefault());
  byId('clear').addEventListener('click', () => {
    controls.reset();
    state.filters.clear();
    searchFor('');
    search.focus();
  });
  byId('previous').addEventListener('click', () => turnTo(-1));
  byId('next').addEventListener('click', () => turnTo(1));
  for (const header of section.querySelectorAll('th[data-key]')) setUpSort(header);
  for (const select of controls.querySelectorAll('select')) setUpFilter(select);

  section.querySelector('.static').remove();
  controls.hidden = false;
  byId('pages').hidden = rows.length <= PAGE;
  draw();
})();
