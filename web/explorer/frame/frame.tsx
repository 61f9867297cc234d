import type { ComponentChildren } from 'preact'
import { Link, PathHere } from './link.tsx'
import { MENU } from './menu.ts'
import { ThemeSwitch } from './theme-switch.tsx'

interface Props {
  /** The path of the page. */
  readonly path: string
  readonly children: ComponentChildren
}

/** What is around every page. */
export function Frame({ path, children }: Props) {
  return (
    <PathHere.Provider value={path}>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header class="site">
        <Link to="" class="brand">
          Acclimate
        </Link>
        <nav aria-label="Site">
          {MENU.map(({ path: to, words }) => (
            <Link key={to} to={to} {...(path.startsWith(to) ? { class: 'here' } : {})}>
              {words}
            </Link>
          ))}
        </nav>
        <ThemeSwitch />
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer class="quiet">
        Everything here is answered on your own machine: nothing that you drop, type or choose is sent anywhere.
      </footer>
    </PathHere.Provider>
  )
}
