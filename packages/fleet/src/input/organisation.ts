import { setTimeout as delay } from 'node:timers/promises'
import * as v from 'valibot'
import { usageError } from '../usage-error.ts'
import { getJson, type Waiting } from './get-json.ts'
import type { Input, Problem } from './list.ts'

/** Repositories of one page; what all three give at most. */
const PAGE = 100
/** Ten times what the largest organisation has: a server may go on for ever. */
const MOST_PAGES = 1000

interface Host {
  readonly api: string | undefined
  readonly path: (name: string, page: number) => string
  readonly header: (token: string) => Readonly<Record<string, string>>
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** The kinds of hosts, and what their interfaces call things. */
const HOSTS = {
  github: {
    api: 'https://api.github.com',
    path: (name, page) => `/orgs/${name}/repos?per_page=${PAGE}&page=${page}`,
    header: bearer,
  },
  gitlab: {
    api: 'https://gitlab.com/api/v4',
    path: (name, page) => `/groups/${name}/projects?include_subgroups=true&per_page=${PAGE}&page=${page}`,
    header: bearer,
  },
  gitea: {
    api: undefined,
    path: (name, page) => `/orgs/${name}/repos?limit=${PAGE}&page=${page}`,
    header: (token) => ({ authorization: `token ${token}` }),
  },
} as const satisfies Record<string, Host>

/** An address that git fetches over the web; anything else that a server names is not taken. */
const webAddress = v.pipe(v.string(), v.maxLength(2000), v.regex(/^https?:\/\/[^\s@]+$/))
const repository = v.union([
  v.object({ clone_url: webAddress, archived: v.optional(v.boolean(), false) }),
  v.object({ http_url_to_repo: webAddress, archived: v.optional(v.boolean(), false) }),
])
const page = v.array(v.unknown())

/** `github:NAME`, `gitlab:GROUP` or `gitea:NAME`. */
export const ORGANISATION = /^(?<kind>github|gitlab|gitea):(?<name>[\w.-]+(?:\/[\w.-]+)*)$/

/**
 * All repositories of an organisation but archived ones, as its host lists them. Only the address of the interface is asked,
 * a page after the other, whatever its answers name as the next.
 *
 * @param api - where the interface is; that of github.com or gitlab.com when absent
 * @throws {Error} with one line for people where it cannot be read to its end
 */
export async function readOrganisation(
  input: string,
  {
    api: given,
    token,
    waiting = { delay },
  }: { api?: string; token: (host: string) => string | undefined; waiting?: Waiting },
): Promise<Input> {
  const { kind = '', name = '' } = ORGANISATION.exec(input)?.groups ?? {}
  const host: Host = HOSTS[kind as keyof typeof HOSTS]
  const api = given ?? host.api
  if (api === undefined) throw usageError(`${input} needs --api, the address of its interface: https://…/api/v1`)
  const own = token(new URL(api).host)
  const headers = { accept: 'application/json', ...(own === undefined ? {} : host.header(own)) }
  const addresses = new Set<string>()
  const problems: Problem[] = []
  for (let number = 1; number <= MOST_PAGES; number++) {
    const path = host.path(kind === 'gitlab' ? encodeURIComponent(name) : name, number)
    const items = v.safeParse(page, await getJson(`${api.replace(/\/+$/, '')}${path}`, headers, waiting))
    if (!items.success) throw usageError(`${input}: page ${number} is no list`)
    const before = addresses.size
    for (const item of items.output) {
      const read = v.safeParse(repository, item)
      if (!read.success)
        problems.push({ file: input, reason: `page ${number} has an entry without an address to fetch from` })
      else if (!read.output.archived)
        addresses.add('clone_url' in read.output ? read.output.clone_url : read.output.http_url_to_repo)
    }
    // The last page is a short one; a server that says the same again and again is not asked for ever.
    if (items.output.length < PAGE || (addresses.size === before && number > 1)) break
  }
  return { jobs: [...addresses].map((address) => ({ repository: address, revision: '', priority: 0 })), problems }
}
