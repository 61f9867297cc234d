import { readFileSync } from 'node:fs'

/** Version of this package, for example `0.1.0`. */
export function toolVersion(): string {
  const description: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const version =
    typeof description === 'object' && description !== null ? Reflect.get(description, 'version') : undefined
  return typeof version === 'string' ? version : '0.0.0'
}
