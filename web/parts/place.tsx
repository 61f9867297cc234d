import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Site } from '../../src/report/report.ts'

/** The address of a line, where there is one. */
export type AddressAt = (site: Pick<Site, 'file' | 'line'>) => string | undefined

/** Where the lines of the project can be seen; nowhere unless somebody says. */
export const PlaceAddress = createContext<AddressAt>(() => undefined)

/** The name of a place, which leads there where it can be seen. */
export function Place({
  site,
  children,
}: {
  readonly site: Pick<Site, 'file' | 'line'>
  readonly children: ComponentChildren
}) {
  const address = useContext(PlaceAddress)(site)
  return (
    <code class="place">
      {address === undefined ? (
        children
      ) : (
        <a href={address} target="_blank" rel="noopener noreferrer">
          {children}
        </a>
      )}
    </code>
  )
}
