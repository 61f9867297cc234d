import type { Page } from '../page-kind.ts'
import { Link } from './link.tsx'

/** What is shown where there is no page. */
export const missing = {
  title: 'No such page',
  description: 'There is no page at this address.',
  View: () => (
    <>
      <h1>No such page</h1>
      <p>
        There is nothing at this address. <Link to="">Begin at the first page.</Link>
      </p>
    </>
  ),
} satisfies Page
