import { QUESTIONS, type Question as Asked } from '../../../../src/config/questions.ts'
import type { Question } from '../../page-kind.ts'

/** The questions of `acclimate choose`; each answer is in the address at once. */
export function ChoiceForm({ question }: { readonly question: Question }) {
  return (
    <div class="asked">
      {QUESTIONS.map((asked) => (
        <Field key={asked.name} asked={asked} question={question} />
      ))}
    </div>
  )
}

function Field({ asked, question: { query, ask } }: { readonly asked: Asked; readonly question: Question }) {
  const { name, text, choices, several, example } = asked
  const answer = (values: readonly string[]) => {
    const next = new URLSearchParams(query)
    next.delete(name)
    for (const value of values) if (value !== '') next.append(name, value)
    ask(next)
  }
  const given = query.getAll(name)
  if (several === true) {
    return (
      <fieldset class="several">
        <legend>{text}</legend>
        {choices?.map((choice) => (
          <label key={choice}>
            <input
              type="checkbox"
              checked={given.includes(choice)}
              onChange={({ currentTarget }) =>
                answer(currentTarget.checked ? [...given, choice] : given.filter((other) => other !== choice))
              }
            />{' '}
            {inWords(choice)}
          </label>
        ))}
      </fieldset>
    )
  }
  return (
    <label>
      {text}
      {choices === undefined ? (
        <input
          value={given[0] ?? ''}
          placeholder={example}
          onChange={({ currentTarget }) => answer([currentTarget.value])}
        />
      ) : (
        <select value={given[0] ?? ''} onChange={({ currentTarget }) => answer([currentTarget.value])}>
          <option value="">no matter</option>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {inWords(choice)}
            </option>
          ))}
        </select>
      )}
    </label>
  )
}

const WORDS: Readonly<Record<string, string>> = {
  lora: 'LoRA',
  qlora: 'QLoRA',
  llm: 'chat with a language model',
  linux: 'Linux',
  apple: 'Apple’s machines',
  any: 'anywhere',
  none: 'nothing of these',
}

/** Answers are words of the command line. */
function inWords(choice: string): string {
  return WORDS[choice] ?? choice.replaceAll('-', ' ')
}
