import type { PageKind, Params } from '../page-kind.ts'

/** A kind of page with its place. */
export interface Route {
  /** The folders of its address; those in brackets stand for anything. */
  readonly segments: readonly string[]
  /** The module that has it, by its path from `pages/`. */
  readonly file: string
  readonly kind: () => Promise<PageKind>
}

const modules = import.meta.glob<PageKind>('../pages/**/index.tsx', { import: 'page' })

/** Every kind of page, those with the most certain address first. */
export const routes: readonly Route[] = Object.entries(modules)
  .map(([path, kind]) => {
    const file = path.slice('../pages/'.length)
    return { file, segments: file.split('/').slice(0, -1), kind }
  })
  .toSorted((left, right) => openness(left) - openness(right))

function openness({ segments }: Route): number {
  return segments.filter(nameOf).length
}

/** The kind of page at a path such as `libraries/torch/`, and what stands there for its parameters. */
export function routeTo(path: string): { readonly route: Route; readonly params: Params } | undefined {
  const parts = path.split('/').filter((part) => part !== '')
  for (const route of routes) {
    const params = route.segments.length === parts.length ? matched(route.segments, parts) : undefined
    if (params) return { route, params }
  }
  return undefined
}

/** The path of a page of a kind. */
export function pathOf({ segments }: Route, params: Params): string {
  return segments.map((segment) => `${encodeURIComponent(params[nameOf(segment) ?? ''] ?? segment)}/`).join('')
}

function matched(segments: readonly string[], parts: readonly string[]): Params | undefined {
  const params = new Map<string, string>()
  for (const [index, segment] of segments.entries()) {
    const name = nameOf(segment)
    const value = decoded(parts[index] ?? '')
    if (value === undefined || (name === undefined && value !== segment)) return undefined
    if (name !== undefined) params.set(name, value)
  }
  return Object.fromEntries(params)
}

/** The name of a parameter; undefined for a folder that means itself. */
function nameOf(segment: string): string | undefined {
  return /^\[(.+)\]$/.exec(segment)?.[1]
}

/** Anybody can write an address: what is no encoding leads nowhere. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
