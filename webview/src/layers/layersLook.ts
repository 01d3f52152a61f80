import type { AmountId, TimesId } from './columns';
import { networkOrder, type Sorting } from './rowOrder';

/** How a person wants to see the layers. */
export interface LayersLook {
  readonly filter: string;
  readonly sorting: Sorting;
  readonly scale: 'linear' | 'log';
  readonly asShare: boolean;
  /** The column with the largest bars. */
  readonly focus: AmountId | TimesId;
}

/** How a panel begins: in network order, the weights in focus. */
export const plainLook: LayersLook = {
  filter: '',
  sorting: networkOrder,
  scale: 'linear',
  asShare: false,
  focus: 'weight',
};
