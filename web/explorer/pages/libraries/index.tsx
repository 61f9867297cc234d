import type { LibraryName, NameIndex } from '../../../../src/search/name-index.ts'
import { SUPPORT_WORDS } from '../../../parts/words.ts'
import { Link } from '../../frame/link.tsx'
import type { PageKind, Question } from '../../page-kind.ts'
import { FilterBar } from '../../parts/filter-bar.tsx'
import { useRows } from '../../parts/more-rows.tsx'
import { categoryInWords } from './category.ts'
import { matching } from './filter.ts'
import '../../../parts/style/answer.css'
import '../../../parts/style/charts.css'
import '../../../parts/style/findings.css'
import '../../../parts/style/tables.css'
import '../../style/knowledge.css'

/** All libraries, to be narrowed. */
export const page = {
  async load(_params, shipped) {
    const names = await shipped.names()
    return {
      title: 'Python libraries on CUDA and Metal',
      description: `How ${names.libraries.length} Python libraries, tools and techniques of machine learning fare on Apple silicon and on CUDA, with history and sources.`,
      View: (question) => <Libraries names={names} question={question} />,
    }
  },
} satisfies PageKind

const STATUSES = ['supported', 'partial', 'unsupported', 'unknown'] as const

function Libraries({ names, question }: { readonly names: NameIndex; readonly question: Question }) {
  const found = matching(names.libraries, question.query)
  const { shown, more } = useRows(found)
  const categories = [...new Set(names.libraries.map(({ category }) => category))].toSorted()
  const withGpu = names.libraries.filter(({ gpu }) => gpu === true)
  const failing = withGpu.filter(({ metal }) => metal === 'unsupported').length
  return (
    <>
      <h1>Libraries</h1>
      <p class="lead">
        Of {withGpu.length} libraries that compute on a GPU, {failing} do not work on a Mac and{' '}
        {withGpu.filter(({ metal }) => metal === 'partial').length} work in part, as of {names.asOf}.
      </p>
      <FilterBar
        title="Which libraries"
        question={question}
        result={`${found.length} of ${names.libraries.length.toLocaleString('en')}`}
        fields={[
          { name: 'q', label: 'Name' },
          {
            name: 'metal',
            label: 'On a Mac',
            options: [['', 'any'], ...STATUSES.map((status) => [status, SUPPORT_WORDS[status]] as const)],
          },
          {
            name: 'category',
            label: 'For',
            options: [['', 'anything'], ...categories.map((name) => [name, categoryInWords(name)] as const)],
          },
          {
            name: 'gpu',
            label: 'Which',
            options: [
              ['', 'that use a GPU'],
              ['all', 'all'],
            ],
          },
        ]}
      />
      <div class="scroll">
        <table>
          <caption class="hidden">Libraries, and how the newest version of each fares</caption>
          <thead>
            <tr>
              <th scope="col">Library</th>
              <th scope="col">On a Mac</th>
              <th scope="col">On CUDA</th>
              <th scope="col">For</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((library) => (
              <Row key={library.slug} library={library} />
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  )
}

function Row({ library: { name, slug, metal, cuda, since, from, category } }: { readonly library: LibraryName }) {
  const begins = since ?? from
  return (
    <tr>
      <th scope="row">
        <Link to={`libraries/${encodeURIComponent(slug)}/`}>{name}</Link>
        {slug.toLowerCase() === name.toLowerCase() ? null : <span class="quiet">{slug}</span>}
      </th>
      <td data-label="On a Mac">
        <span class={`chip support-${metal}`}>{SUPPORT_WORDS[metal]}</span>
        {begins !== undefined && metal !== 'unknown' && <span class="quiet">since {begins}</span>}
      </td>
      <td data-label="On CUDA">
        <span class={`chip support-${cuda}`}>{SUPPORT_WORDS[cuda]}</span>
      </td>
      <td data-label="For">{categoryInWords(category)}</td>
    </tr>
  )
}
