/** Gives each value a number, the same to those that are alike. */
export function tableOf<Value>() {
  const values: Value[] = []
  const numbers = new Map<string, number>()
  return {
    values,
    numberOf(value: Value): number {
      const text = JSON.stringify(value)
      const number = numbers.get(text) ?? values.push(value) - 1
      numbers.set(text, number)
      return number
    },
  }
}
