import classes from './table.module.css';

interface SortHeaderProps<Column extends string> {
  column: Column;
  /** Current order; a leading hyphen means descending. */
  sort: string;
  onSort: (sort: Column | `-${Column}`) => void;
  number?: boolean;
  children: string;
}

/** Column heading that sorts; says its state in `aria-sort`. */
export function SortHeader<Column extends string>(props: SortHeaderProps<Column>) {
  const { column, sort, onSort, children } = props;
  const ascending = sort === column;
  const descending = sort === `-${column}`;
  return (
    <th
      scope="col"
      aria-sort={ascending ? 'ascending' : descending ? 'descending' : 'none'}
      data-number={props.number || undefined}
    >
      <button
        type="button"
        className={classes.sort}
        onClick={() => onSort(ascending ? `-${column}` : column)}
      >
        {children}
        <span aria-hidden="true">{ascending ? ' ↑' : descending ? ' ↓' : ''}</span>
      </button>
    </th>
  );
}
