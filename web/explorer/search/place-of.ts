import type { Found } from '../../../src/search/search.ts'

/** The page of something that was found, from the site's root. */
export function placeOf({ kind, id }: Found): string {
  switch (kind) {
    case 'library':
      return `libraries/${encodeURIComponent(id)}/`
    case 'function':
    case 'operator':
      return `operators/${encodeURIComponent(id)}/`
    case 'call':
      return `calls/${encodeURIComponent(id)}/`
    case 'machine':
      return `machines/${encodeURIComponent(id)}/`
    case 'model':
      return `models/${encodeURIComponent(id)}/`
    case 'claim':
      return `claims/${encodeURIComponent(id)}/`
    case 'message':
      return `errors/${encodeURIComponent(id)}/`
  }
}
