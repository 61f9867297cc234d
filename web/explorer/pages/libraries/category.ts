/** What a library is for, as people write it: `image generation`, `LLM`. */
export function categoryInWords(category: string): string {
  return category === 'llm' ? 'LLM' : category.replaceAll('-', ' ')
}
