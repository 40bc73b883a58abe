/** One REST operation: its method, the pattern of its path, and a query word that it alone has. */
export interface Route {
  operation: string;
  method: string;
  pattern: RegExp;
  labels: readonly string[];
  query: string | null;
}

/**
 * Compiles `GET /backup-vaults/{BackupVaultName}`; what has a query word, then fewer labels, comes first, as the
 * more special.
 */
export function compileRoutes(routes: Readonly<Record<string, string>>): Route[] {
  return Object.entries(routes)
    .map(([operation, text]) => compileRoute(operation, text))
    .sort(
      (a, b) =>
        Number(b.query !== null) - Number(a.query !== null) || a.labels.length - b.labels.length,
    );
}

/** The operation of a path (with its query string) and the values of the labels in it. */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { operation: string; labels: Record<string, string> } | null {
  const [pathname = '', query = ''] = path.split('?', 2);
  const words = new URLSearchParams(query);
  for (const route of routes) {
    if (route.method !== method) continue;
    if (route.query !== null && !words.has(route.query)) continue;
    const match = route.pattern.exec(pathname.replace(/(.)\/$/, '$1'));
    if (match === null) continue;
    const labels = Object.fromEntries(
      route.labels.map((label, index) => [label, decodeURIComponent(match[index + 1] ?? '')]),
    );
    return { operation: route.operation, labels };
  }
  return null;
}

function compileRoute(operation: string, text: string): Route {
  const [method = '', uri = ''] = text.split(' ');
  const [path = '', query = null] = uri.split('?');
  const labels = [...path.matchAll(/\{(\w+)\+?\}/g)].map((match) => match[1] ?? '');
  const pattern = new RegExp(`^${path.replace(/\/$/, '').replace(/\{\w+\+?\}/g, '([^/]+)')}$`);
  return { operation, method, pattern, labels, query };
}
