import { useState } from 'preact/hooks'
import type { NameIndex } from '../../../../src/search/name-index.ts'
import { searchOver } from '../../../../src/search/search.ts'
import { Link } from '../../frame/link.tsx'
import type { PageKind, Question } from '../../page-kind.ts'
import { FoundLine } from '../../search/found-line.tsx'
import { placeOf } from '../../search/place-of.ts'
import '../../../parts/style/charts.css'
import '../../search/finder.css'
import '../../style/knowledge.css'

/** What is known by a name that stands in the address. */
export const page = {
  async load(_params, shipped) {
    const names = await shipped.names()
    return {
      title: 'Search',
      description: 'Libraries, operators, calls, machines, models, claims and error messages, by their names.',
      View: (question) => <SearchPage names={names} question={question} />,
    }
  },
} satisfies PageKind

function SearchPage({ names, question: { query, ask } }: { readonly names: NameIndex; readonly question: Question }) {
  const [search] = useState(() => searchOver(names))
  const text = query.get('q') ?? ''
  const found = search(text)
  return (
    <>
      <h1>Search</h1>
      <label class="finder">
        Any name
        <input
          type="search"
          value={text}
          onInput={({ currentTarget }) => ask(new URLSearchParams({ q: currentTarget.value }))}
        />
      </label>
      <p role="status" class="quiet">
        {text.trim() === '' ? '' : found.length === 0 ? 'Nothing is known by that name.' : `${found.length} found`}
      </p>
      <ul class="found">
        {found.map((one) => (
          <li key={`${one.kind} ${one.id}`}>
            <Link to={placeOf(one)}>
              <FoundLine found={one} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
