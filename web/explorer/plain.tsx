import { renderToString } from 'preact-render-to-string'
import type { PlainPage } from './frame/document.ts'
import { Frame } from './frame/frame.tsx'
import { missing } from './frame/missing.tsx'
import type { Page } from './page-kind.ts'
import { pathOf, routes } from './route/page-kinds.ts'
import { shippedBy } from './shipped.ts'

export { documentOf, POLICY } from './frame/document.ts'

/** A page with the module that it comes from, by its path from `pages/`. */
export interface Written extends PlainPage {
  readonly file: string
}

/**
 * Every page as plain HTML; the build runs it.
 *
 * @param read - gives the text of a file by its path in the site
 * @throws {Error} for a path without a page
 */
export async function* plainPages(read: (path: string) => Promise<string>): AsyncGenerator<Written> {
  const shipped = shippedBy(read)
  for (const route of routes) {
    // oxlint-disable-next-line no-await-in-loop -- one at a time is as fast, and holds one at a time
    const kind = await route.kind()
    // oxlint-disable-next-line no-await-in-loop
    for (const params of (await kind.paths?.(shipped)) ?? [{}]) {
      const path = pathOf(route, params)
      // oxlint-disable-next-line no-await-in-loop
      const page = await kind.load(params, shipped)
      if (!page) throw new Error(`${route.file} has no page ${path}`)
      yield { ...plain(path, page), file: route.file }
    }
  }
}

/** What a server answers where there is no page. */
export const plainMissing: PlainPage = plain('404.html', missing)

/** The frame without a page, for servers that have no plain pages: the script fills it. */
export const shell: PlainPage = {
  path: '',
  title: 'Acclimate',
  description: 'Whether machine-learning projects live well on CUDA, on Apple Metal, or on both.',
  body: '',
}

function plain(path: string, { title, description, View }: Page): PlainPage {
  const body = renderToString(
    <Frame path={path}>
      <View query={new URLSearchParams()} ask={() => {}} />
    </Frame>,
  )
  return { path, title, description, body }
}
