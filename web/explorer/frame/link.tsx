import { type ComponentChildren, createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { rootFrom } from '../route/place.ts'

/** The path of the page that is shown. */
export const PathHere = createContext('')

/** Turns a path in the site, such as `libraries/torch/?version=2.6`, into what a link on this page says. */
export function useAddress(): (to: string) => string {
  const here = useContext(PathHere)
  return (to) => rootFrom(here) + to
}

interface Props {
  /** From the site's root; see `PageKind` for the addresses. Parts that are names are encoded (`encodeURIComponent`). */
  readonly to: string
  readonly class?: string
  readonly children: ComponentChildren
}

/** A link within the site. */
export function Link({ to, children, ...rest }: Props) {
  const address = useAddress()
  const here = useContext(PathHere)
  return (
    <a href={address(to)} {...(to === here ? { 'aria-current': 'page' } : {})} {...rest}>
      {children}
    </a>
  )
}
