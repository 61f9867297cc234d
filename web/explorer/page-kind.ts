import type { VNode } from 'preact'
import type { Shipped } from './shipped.ts'

/**
 * A kind of page. To add one, add a folder below `pages/` with an `index.tsx` that exports one:
 *
 *     export const page = { paths, load } satisfies PageKind
 *
 * The folder is the address: `pages/libraries/index.tsx` is `libraries/`, and `pages/libraries/[name]/index.tsx` is
 * `libraries/torch/` with the parameter `name`. There is no list to add it to, except that what stands in the head of
 * every page is in `frame/menu.ts`. A kind's module is loaded when somebody goes there, with the styles that it imports;
 * the build writes each of its pages as plain HTML, too, so that they can be found and read without scripts.
 *
 * The policy of the site admits no `style` attribute and no inline script: colours are classes (those of
 * `web/parts/style` first), lengths are attributes of SVG. Links are `<Link to="libraries/torch/">` (`frame/link.tsx`).
 */
export interface PageKind {
  /** The parameters of all pages that are written as plain HTML; one page without parameters where absent. */
  readonly paths?: (shipped: Shipped) => Promise<readonly Params[]>
  /**
   * Gets what a page shows; undefined where there is no such page. It is called in the browser and by the build, so it
   * uses nothing that only one of them has, and what it asks of `shipped` is what a visitor has to wait for.
   */
  readonly load: (params: Params, shipped: Shipped) => Promise<Page | undefined>
}

/** What stands in an address in place of the folders in brackets, decoded. */
export type Params = Readonly<Record<string, string>>

/** A page with what it is about already in it. */
export interface Page {
  /** Names the page among others, such as `flash-attn on CUDA and Metal`; the name of the site is added. */
  readonly title: string
  /** One or two sentences for those who see a link to it. */
  readonly description: string
  /** Its content, with one `h1`. The build calls it with an empty question. */
  readonly View: (question: Question) => VNode
}

/** What the address asks a page beyond its path, so that a link holds the whole question. */
export interface Question {
  readonly query: URLSearchParams
  /** Puts another question into the address and shows the page again; nothing is loaded for it. */
  readonly ask: (query: URLSearchParams) => void
}
