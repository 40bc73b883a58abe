// What a report can do beyond being read. `npm run generate` takes the types off and puts it into assets.ts; the page is
// complete without it.

interface Item {
  readonly element: HTMLElement;
  readonly group: Group;
  /** What it is, by a filter's name. */
  readonly facet: (name: string) => string | undefined;
  readonly text: string;
}

interface Group {
  readonly element: HTMLElement;
  readonly text: string;
}

(() => {
  /** With so few findings left, those that are folded are opened. */
  const OPENED_UP_TO = 200;
  const FACETS = ['outcome', 'severity', 'domain', 'place'];

  const form = document.querySelector<HTMLFormElement>('#filters');
  const count = form?.querySelector('output');
  const search = form?.querySelector<HTMLInputElement>('input[name="q"]');
  const theme = document.querySelector<HTMLButtonElement>('#theme');
  const details = () => document.querySelectorAll('details');
  let items: readonly Item[] | null = null;
  let opened: HTMLDetailsElement[] = [];

  /** Read once, when a filter is first used: a report that is only read does not pay for it. */
  function allItems(): readonly Item[] {
    if (items !== null) return items;
    const groups = new Map<Element, Group>();
    const place = document.body.dataset['place'] ?? '';
    items = Array.from(document.querySelectorAll<HTMLElement>('[data-finding]'), (element) => {
      const holder = element.closest<HTMLElement>('.group[data-domain], .list') ?? element;
      let group = groups.get(holder);
      if (group === undefined) {
        const head = holder.querySelector(':scope > summary, :scope > div');
        group = { element: holder, text: (head?.textContent ?? '').toLowerCase() };
        groups.set(holder, group);
      }
      const own = element.dataset;
      const facet = (name: string) =>
        own[name] ?? holder.dataset[name] ?? (name === 'place' ? place : undefined);
      return { element, group, facet, text: element.textContent.toLowerCase() };
    });
    return items;
  }

  function wanted(): URLSearchParams {
    return new URLSearchParams(isFilter() ? location.hash.slice(1) : '');
  }

  /** Other fragments are places within the page. */
  function isFilter(): boolean {
    return /^#(?:q|outcome|severity|domain|place)=/.test(location.hash);
  }

  function apply(): void {
    const filter = wanted();
    const words = (filter.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const asked = FACETS.filter((name) => filter.has(name));
    const isActive = words.length > 0 || asked.length > 0;
    fold();
    if (!isActive && items === null) return;
    const left = new Map<Group, number>();
    const found: HTMLElement[] = [];
    for (const item of allItems()) {
      const fits =
        asked.every((name) => item.facet(name) === filter.get(name)) &&
        words.every((word) => item.text.includes(word) || item.group.text.includes(word));
      // The first of a group stays, for it says what the others are.
      if (item.element.tagName === 'LI') item.element.hidden = !fits;
      if (fits) found.push(item.element);
      left.set(item.group, (left.get(item.group) ?? 0) + (fits ? 1 : 0));
    }
    for (const [{ element }, number] of left) element.hidden = number === 0;
    for (const domain of document.querySelectorAll<HTMLElement>('.domain')) {
      domain.hidden = isActive && domain.querySelector('.list:not([hidden])') === null;
    }
    if (isActive && found.length <= OPENED_UP_TO) unfold(found);
    const total = allItems().length;
    if (count) {
      count.textContent = isActive ? `${found.length} of ${total} findings` : `${total} findings`;
    }
  }

  function unfold(found: readonly HTMLElement[]): void {
    for (const element of found) {
      const list = element.closest('details');
      if (list === null || list.open) continue;
      list.open = true;
      opened.push(list);
    }
  }

  function fold(): void {
    for (const element of opened) element.open = false;
    opened = [];
  }

  /** The form shows what the fragment says. */
  function showFilter(): void {
    const filter = wanted();
    for (const element of form?.elements ?? []) {
      if (element instanceof HTMLSelectElement || element instanceof HTMLInputElement) {
        if (element !== document.activeElement) element.value = filter.get(element.name) ?? '';
      }
    }
  }

  function follow(): void {
    showFilter();
    apply();
    if (isFilter()) {
      if (!form?.contains(document.activeElement)) form?.scrollIntoView();
      return;
    }
    reveal(location.hash.slice(1));
  }

  /** What a link leads to is shown, even where it is folded or was filtered out. */
  function reveal(id: string): void {
    const target = document.getElementById(id);
    if (target === null) return;
    for (let element: Element | null = target; element !== null; element = element.parentElement) {
      if (element instanceof HTMLDetailsElement) element.open = true;
    }
    target.scrollIntoView();
  }

  /** The fragment is replaced, not pushed: each letter of a search is no page to go back to. */
  function remember(): void {
    if (!form) return;
    const filter = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && value !== '') filter.set(name, value);
    }
    const fragment = filter.toString();
    history.replaceState(
      null,
      '',
      fragment === '' ? location.pathname + location.search : `#${fragment}`,
    );
    apply();
  }

  function copyButtons(): void {
    for (const figure of document.querySelectorAll('.copy')) {
      const text = figure.querySelector('code');
      if (text === null) continue;
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = 'Copy';
      button.addEventListener('click', () => {
        const said = (word: string) => {
          button.textContent = word;
        };
        // Without a clipboard the text is marked, so that the keyboard copies it.
        navigator.clipboard.writeText(text.textContent).then(
          () => {
            said('Copied');
          },
          () => {
            getSelection()?.selectAllChildren(text);
            said('Marked');
          },
        );
      });
      figure.querySelector('figcaption')?.append(' ', button);
    }
  }

  function startTheme(button: HTMLButtonElement): void {
    const root = document.documentElement;
    const show = (isDark: boolean) => {
      button.setAttribute('aria-pressed', String(isDark));
    };
    const system = matchMedia('(prefers-color-scheme: dark)');
    show(system.matches);
    system.addEventListener('change', ({ matches }) => {
      if (root.dataset['theme'] === undefined) show(matches);
    });
    button.addEventListener('click', () => {
      const isDark = button.getAttribute('aria-pressed') !== 'true';
      root.dataset['theme'] = isDark ? 'dark' : 'light';
      show(isDark);
    });
    button.parentElement?.removeAttribute('hidden');
  }

  if (form && search) {
    form.hidden = false;
    form.addEventListener('input', remember);
    form.addEventListener('reset', () => {
      setTimeout(remember);
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
    });
    document.addEventListener('keydown', (event) => {
      const isTyping = event.target instanceof Element && event.target.matches('input, select');
      if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        search.focus();
      }
      if (event.key === 'Escape' && event.target === search) {
        search.value = '';
        remember();
      }
    });
  }
  // No style can open what is folded, so it is opened for the printer and folded again.
  let printed: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    printed = Array.from(details()).filter(({ open }) => !open);
    for (const element of printed) element.open = true;
  });
  addEventListener('afterprint', () => {
    for (const element of printed) element.open = false;
    printed = [];
  });
  if (theme) startTheme(theme);
  copyButtons();
  addEventListener('hashchange', follow);
  if (location.hash !== '') follow();
})();
