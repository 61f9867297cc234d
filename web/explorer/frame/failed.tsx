import type { Page } from '../page-kind.ts'

/** What is shown where a page could not be fetched. */
export function failed(error: unknown): Page {
  return {
    title: 'Not loaded',
    description: 'This page could not be loaded.',
    View: () => (
      <>
        <h1>This page could not be loaded</h1>
        <p>
          Without a network, pages can be seen that were there once. What went wrong:{' '}
          <code>{error instanceof Error ? error.message : String(error)}</code>
        </p>
        <button type="button" onClick={() => location.reload()}>
          Try again
        </button>
      </>
    ),
  }
}
