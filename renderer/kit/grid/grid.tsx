import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useRef, useState, type MouseEvent, type ReactElement } from 'react';
import { useWidth } from '../use-width.ts';
import { mayCheck } from './column.ts';
import type { GridProps } from './grid-props.ts';
import { GridHead } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import { useActiveRow } from './use-active-row.ts';
import { useColumnLayout } from './use-column-layout.ts';
import { useFollow } from './use-follow.ts';
import { useKeptScroll } from './use-kept-scroll.ts';
import { useGridKeys } from './use-grid-keys.ts';
import { useQuickRows } from './use-quick-rows.ts';
import { useRowPool } from './use-row-pool.ts';

/** Pixels of a row and of the head, as `tokens.css` has them (`--h-row`, `--h-head`). */
const ROW = 26;
const HEAD = 26;

/**
 * A table or a tree of any number of rows, of which only those that are seen are on the page. One element has the focus;
 * keys move the active row.
 */
export function Grid<Row>(props: GridProps<Row>): ReactElement {
  const { count, rowAt, onShown, checks, tree, isCurrent, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const { active, setActive } = useActiveRow(props);
  const [head, setHead] = useState<string | null>(null);
  const layout = useColumnLayout(
    props.name,
    props.columns,
    useWidth(scroller),
    scroller,
    checks !== undefined,
  );
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 2,
    paddingStart: HEAD,
    scrollPaddingStart: HEAD,
  });
  const giveUpScroll = useKeptScroll(scroller, props.name, virtual.getTotalSize());
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  const { isQuick, isCalm } = useQuickRows(first, last, virtual.isScrolling);
  const pooled = useRowPool(items, isCalm);
  useEffect(() => {
    if (last >= 0) onShown?.(first, last, count);
  }, [first, last, count, onShown]);

  const leave = useRef(giveUpScroll);
  useEffect(() => {
    leave.current = giveUpScroll;
  });
  const sought = props.reveal?.key ?? null;
  const soughtAt = props.reveal?.index ?? -1;
  const revealed = useRef<string | null>(null);
  useEffect(() => {
    if (sought === null) revealed.current = null;
    if (sought === null || soughtAt < 0 || revealed.current === sought) return;
    // Once: from then on the list is the user's to scroll.
    revealed.current = sought;
    leave.current();
    setActive(soughtAt);
    virtual.scrollToIndex(soughtAt, { align: 'center' });
  }, [sought, soughtAt, setActive, virtual]);
  // By the element, not by the row: rows that come into sight would change it each.
  const rowId = (slot: number): string => `${id}-${slot}`;
  const follow = useFollow(rowAt, props.onFollow);
  const activate = (index: number): void => {
    setHead(null);
    setActive(index);
    if (props.onFollow !== undefined) follow(index);
    virtual.scrollToIndex(index);
  };
  const onKeyDown = useGridKeys({
    grid: props,
    active,
    head,
    layout,
    page: () => Math.floor(((scroller.current?.clientHeight ?? HEAD) - HEAD) / ROW),
    activate,
    activateHead: setHead,
  });
  const press = useRef<(index: number, row: Row, event: MouseEvent) => void>(() => undefined);
  useEffect(() => {
    press.current = (index, row, event) => {
      setHead(null);
      follow(null);
      setActive(index);
      const isPicking = checks !== undefined && (event.shiftKey || event.ctrlKey || event.metaKey);
      if (!isPicking) onOpen?.(row, index);
      else if (mayCheck(checks, row)) checks.toggle(index, row, event.shiftKey);
    };
  });
  const onPress = useCallback((index: number, row: Row, event: MouseEvent) => {
    press.current(index, row, event);
  }, []);

  const drag = useRef(props.dragOut);
  useEffect(() => {
    drag.current = props.dragOut;
  });
  const onDrag = useCallback((row: Row) => drag.current?.(row)?.(), []);

  const fold = useRef<(index: number, row: Row, isDeep: boolean) => void>(() => undefined);
  useEffect(() => {
    fold.current = (index, row, isDeep) => {
      const isOpen = tree?.isOpen(row) ?? null;
      if (isOpen === null) return;
      setHead(null);
      setActive(index);
      // Its caret took the focus, and keys go on from the row.
      scroller.current?.focus({ preventScroll: true });
      tree?.setOpen(row, !isOpen, isDeep);
    };
  });
  const onFold = useCallback((index: number, row: Row, isDeep: boolean) => {
    fold.current(index, row, isDeep);
  }, []);

  const activeSlot = pooled.find(({ index }) => index === active)?.slot ?? null;
  const descendant = head === null ? (activeSlot === null ? null : rowId(activeSlot)) : `${id}h${head}`;
  return (
    <div
      ref={scroller}
      className="grid"
      role={tree === undefined ? 'grid' : 'treegrid'}
      aria-label={props.label}
      aria-rowcount={count + 1}
      aria-colcount={layout.columns.length + (checks === undefined ? 0 : 1)}
      {...(checks === undefined ? {} : { 'aria-multiselectable': true })}
      tabIndex={0}
      {...(descendant === null ? {} : { 'aria-activedescendant': descendant })}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="grid-head">
        <GridHead
          id={`${id}h`}
          columns={layout.columns}
          tracks={layout.tracks}
          sorting={props.sorting ?? null}
          onSort={props.onSort ?? null}
          checks={checks ?? null}
          active={head}
          onResize={layout.resize}
          onFit={layout.fit}
        />
      </div>
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() - HEAD }}>
        {pooled.map(({ index, start, slot }) => {
          const row = rowAt(index);
          return (
            <GridRow
              key={slot}
              id={rowId(slot)}
              index={index}
              row={row}
              columns={layout.columns}
              widths={layout.widths}
              tracks={layout.tracks}
              top={start - HEAD}
              isQuick={isQuick(index)}
              isActive={head === null && index === active}
              isCurrent={row !== undefined && isCurrent?.(row) === true}
              isChecked={row !== undefined && checks?.isChecked(row) === true}
              checks={checks ?? null}
              tree={tree ?? null}
              isOpen={row === undefined || tree === undefined ? null : tree.isOpen(row)}
              isDraggable={row !== undefined && (props.dragOut?.(row) ?? null) !== null}
              onDrag={onDrag}
              onPress={onPress}
              onFold={onFold}
            />
          );
        })}
      </div>
    </div>
  );
}
