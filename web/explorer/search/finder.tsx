import { useContext, useId, useRef, useState } from 'preact/hooks'
import { type Found, type Search, searchOver } from '../../../src/search/search.ts'
import { useAddress } from '../frame/link.tsx'
import { ShippedHere } from '../frame/shipped-here.ts'
import { FoundLine } from './found-line.tsx'
import { placeOf } from './place-of.ts'
import './finder.css'

/**
 * A field that takes the name of anything known, finds as somebody types, and leads to what is known of it. The names are
 * fetched when it is first used; without scripts it is a form that asks the page of searches.
 */
export function Finder() {
  const address = useAddress()
  const list = useId()
  const search = useSearch()
  const links = useRef<HTMLUListElement>(null)
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly Found[]>([])
  const [chosen, setChosen] = useState(-1)
  const [isOpen, setOpen] = useState(false)

  const type = (value: string) => {
    setText(value)
    setChosen(-1)
    setOpen(true)
    void search().then((ready) => setFound(ready?.(value) ?? []))
  }
  const go = (index: number) => {
    setOpen(false)
    // The site follows links, whoever clicks them.
    links.current?.querySelectorAll('a')[index]?.click()
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Escape') setOpen(false)
    else if (event.key === 'Enter' && isOpen && found.length > 0) go(Math.max(0, chosen))
    else if (step !== undefined && found.length > 0) {
      setOpen(true)
      setChosen((chosen + step + found.length) % found.length)
    } else return
    event.preventDefault()
  }
  const isShown = isOpen && text.trim() !== ''

  return (
    <form class="finder" role="search" method="get" action={address('search/')}>
      <label for={`${list}-field`}>A library, an operator, a call, a model or a machine</label>
      <div class="field">
        <input
          id={`${list}-field`}
          type="search"
          name="q"
          autocomplete="off"
          placeholder="flash-attn, torch.linalg.eig, M4 Max …"
          role="combobox"
          aria-expanded={isShown && found.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          {...(isShown && chosen >= 0 && { 'aria-activedescendant': `${list}-${chosen}` })}
          value={text}
          onFocus={() => void search()}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onKeyDown={press}
          onBlur={() => setOpen(false)}
        />
        <button>Find</button>
        <ul id={list} ref={links} role="listbox" aria-label="What was found" hidden={!isShown || found.length === 0}>
          {found.map((one, index) => (
            <li key={`${one.kind} ${one.id}`} role="presentation">
              <a
                id={`${list}-${index}`}
                role="option"
                aria-selected={index === chosen}
                href={address(placeOf(one))}
                tabIndex={-1}
                // A press would take the focus from the field, and close the list before it is a click.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => setOpen(false)}
              >
                <FoundLine found={one} />
              </a>
            </li>
          ))}
        </ul>
        <p class="hidden" role="status">
          {isShown ? `${found.length} found` : ''}
        </p>
      </div>
    </form>
  )
}

/** Gets the names when they are first asked for, and makes them ready once. */
function useSearch(): () => Promise<Search | undefined> {
  const shipped = useContext(ShippedHere)
  const ready = useRef<Promise<Search>>()
  return async () => {
    ready.current ??= shipped?.names().then(searchOver)
    return ready.current
  }
}
