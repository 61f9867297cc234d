/** Writes the explorer as a web site into a folder; gives the paths of its pages. */
export function writeSite(folder: string, address?: string): Promise<readonly string[]>

/** The same without the pages, which it gives. */
export function sitePages(
  folder: string,
  address?: string,
): AsyncIterable<{ readonly path: string; readonly text: string }>
