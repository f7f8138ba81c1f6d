/** The terms of a generated company; documents take them in turn. */
export const TERMS: readonly { id: string; name: string; days: number }[] = [
  { id: '1', name: 'Due on receipt', days: 0 },
  { id: '2', name: 'Net 15', days: 15 },
  { id: '3', name: 'Net 30', days: 30 },
  { id: '4', name: 'Net 60', days: 60 },
];
