import { Menu, MenuItem } from '@blueprintjs/core';
import { ArrowLeftIcon, CaretDownIcon, CaretRightIcon } from '@blueprintjs/icons';
import { useState, type ReactElement } from 'react';
import type { Facets } from '../../../shared/api/records/facets.ts';
import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import { parameterPiece, searchTerms, withPiece } from '../../../shared/search/search-terms.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { DropDown } from '../../kit/drop-down.tsx';
import type { Place, PlaceChange } from '../../state/route/place.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { datasetName } from '../../text/dataset-name.ts';
import { namedPipeline } from '../../text/pipeline-text.ts';
import { useFacets } from './use-facets.ts';

/** What has more values than a menu of its own could show beside the others. */
const KINDS = ['class', 'pipeline', 'dataset', 'parameter'] as const;
type Kind = (typeof KINDS)[number];

const NAMES: Readonly<Record<Kind, string>> = {
  class: 'Class',
  pipeline: 'Pipeline',
  dataset: 'Dataset',
  parameter: 'Parameter',
};

/** A choice of a menu: it leads on to its own choices, or narrows the table. */
interface Choice {
  readonly key: string;
  readonly text: string;
  readonly records: number;
  readonly isChosen: boolean;
  readonly change: PlaceChange | null;
}

/** Chosen again, a choice is taken off. */
function oneOf(place: Place, name: 'class' | 'pipeline', value: string): Pick<Choice, 'isChosen' | 'change'> {
  const isChosen = place.own[name] === value;
  return { isChosen, change: { own: { [name]: isChosen ? null : value } } };
}

function valuesOf(facets: Facets, parameter: string, text: string): readonly Choice[] {
  const values = facets.parameters.find(({ name }) => name === parameter)?.values ?? [];
  return values.flatMap(({ value, records }): Choice[] => {
    const piece = parameterPiece(parameter, value);
    if (piece === null) return [];
    const next = withPiece(text, piece);
    const isChosen = searchTerms(next).length < searchTerms(text).length;
    return [{ key: value, text: escapeForTerminal(value), records, isChosen, change: { text: next } }];
  });
}

function choicesOf(facets: Facets, kind: Kind, place: Place): readonly Choice[] {
  switch (kind) {
    case 'class':
      return facets.classes.map(({ value, records }) => ({
        key: value,
        text: escapeForTerminal(value) || 'no class',
        records,
        ...oneOf(place, 'class', value),
      }));
    case 'pipeline':
      return facets.pipelines.map((pipeline) => ({
        key: pipeline.manifest,
        text: namedPipeline(pipeline),
        records: pipeline.records,
        ...oneOf(place, 'pipeline', pipeline.manifest),
      }));
    case 'dataset':
      return facets.datasets.map(({ value, records }) => {
        const isChosen = place.dataset === value;
        const change = { dataset: isChosen ? null : value };
        return { key: value, text: datasetName(value), records, isChosen, change };
      });
    case 'parameter':
      return facets.parameters.map(({ name, records }) => ({
        key: name,
        text: escapeForTerminal(name),
        records,
        isChosen: false,
        change: null,
      }));
  }
}

/** A facet counts what the others leave. */
function withoutOwn(filter: RecordQuery, kind: Kind | null): RecordQuery {
  const { manifest, dataset, ...rest } = filter;
  return {
    ...rest,
    ...(manifest === undefined || kind === 'pipeline' ? {} : { manifest }),
    ...(dataset === undefined || kind === 'dataset' ? {} : { dataset }),
  };
}

/** The menus by which the table is narrowed to a class, a pipeline, a dataset or a value of a parameter. */
export function MoreFacets({ filter }: { readonly filter: RecordQuery }): ReactElement {
  return (
    <DropDown side="end" content={<MoreMenu filter={filter} />}>
      <button type="button" className="button quiet" aria-haspopup="menu">
        More filters
        <CaretDownIcon size={12} />
      </button>
    </DropDown>
  );
}

function MoreMenu({ filter }: { readonly filter: RecordQuery }): ReactElement {
  const { place, go } = usePlace();
  const [kind, setKind] = useState<Kind | null>(null);
  const [parameter, setParameter] = useState<string | null>(null);
  const facets = useFacets(withoutOwn(filter, kind));
  if (kind === null) {
    return (
      <Menu aria-label="Narrow by">
        {KINDS.map((one) => (
          <MenuItem
            key={one}
            text={NAMES[one]}
            labelElement={<CaretRightIcon size={12} />}
            shouldDismissPopover={false}
            onClick={() => setKind(one)}
          />
        ))}
      </Menu>
    );
  }
  const choices =
    facets === undefined
      ? []
      : parameter === null
        ? choicesOf(facets, kind, place)
        : valuesOf(facets, parameter, place.text);
  return (
    <Menu aria-label={parameter ?? NAMES[kind]} className="long-menu" role="listbox">
      <MenuItem
        roleStructure="listoption"
        icon={<ArrowLeftIcon size={12} />}
        text={parameter === null ? NAMES[kind] : escapeForTerminal(parameter)}
        shouldDismissPopover={false}
        onClick={() => (parameter === null ? setKind(null) : setParameter(null))}
      />
      {choices.length === 0 && <MenuItem text={facets === undefined ? '…' : 'Nothing to choose'} disabled />}
      {choices.map(({ key, text, records, isChosen, change }) => (
        <MenuItem
          key={key}
          roleStructure="listoption"
          selected={isChosen}
          text={text}
          label={formatCount(records)}
          shouldDismissPopover={false}
          onClick={() => (change === null ? setParameter(key) : go(change, 'replace'))}
        />
      ))}
    </Menu>
  );
}
