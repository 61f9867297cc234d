/** A part of the site. */
export interface MenuItem {
  /** The path of its first page. */
  readonly path: string
  readonly words: string
  /** What it answers, in a sentence for the first page. */
  readonly purpose: string
}

/** What stands in the head of every page and, with its purpose, on the first page, in this order. */
export const MENU: readonly MenuItem[] = [
  { path: 'audit/', words: 'Audit', purpose: 'What happens to a project of yours on a Mac and on CUDA, line by line.' },
]
