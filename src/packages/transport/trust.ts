import { MAX_ADDRESS } from '../limits.ts'
import { Refusal } from '../refusal.ts'

/** Hosts that stand for the machine itself or the one that a cloud machine asks about itself. */
const HERE = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|169\.254(?:\.\d+){2}|\[::1?\]|\[f[ed][0-9a-f:]+\])$/i

/** Whom a run may talk to: the user's indexes, and the hosts that their own pages link to. */
export interface Trust {
  /** The address, unless it leads to somebody who was not named. @throws {Refusal} */
  readonly checked: (address: string, from?: string) => URL
  /** Lets a file's host in, since the page of an index names it. @throws {Refusal} */
  readonly admit: (address: string, page: string) => URL
}

/** @param indexes - addresses as the installer has them */
export function trustIn(indexes: readonly string[]): Trust {
  const hosts = new Set(indexes.map((address) => originOf(parse(address))))
  return {
    checked(address, from) {
      const url = parse(address, from)
      if (!hosts.has(originOf(url)))
        throw new Refusal(`leads to ${shown(url)}, which is neither the index nor named by it`)
      if (from !== undefined) refuseDescent(parse(from), url)
      return url
    },
    admit(address, page) {
      const url = parse(address, page)
      refuseDescent(parse(page), url)
      hosts.add(originOf(url))
      return url
    },
  }
}

/** What may be shown of an address: no credentials, no query. */
export function shown(url: URL): string {
  return url.protocol === 'file:' ? `file://${url.pathname}` : `${url.protocol}//${url.host}${url.pathname}`
}

/** An index may not lead to files of this machine, to its services, or from a private line to an open one. */
function refuseDescent(from: URL, to: URL): void {
  if (originOf(from) === originOf(to)) return
  if (to.protocol === 'file:') throw new Refusal('leads from the network to files of this machine')
  if (from.protocol === 'https:' && to.protocol === 'http:') throw new Refusal(`leads from https to http: ${shown(to)}`)
  if (from.protocol !== 'file:' && HERE.test(to.hostname) && !HERE.test(from.hostname))
    throw new Refusal(`leads to this machine: ${shown(to)}`)
}

function parse(address: string, base?: string): URL {
  const url = address.length <= MAX_ADDRESS && URL.canParse(address, base) ? new URL(address, base) : undefined
  if (!url) throw new Refusal('an address cannot be understood')
  if (!/^(?:https?|file):$/.test(url.protocol))
    throw new Refusal(`leads to a ${url.protocol} address, which is not asked`)
  return url
}

function originOf(url: URL): string {
  return url.protocol === 'file:' ? 'file:' : url.origin
}
