import { startPanel } from '../common/startPanel';
import { LayersPanel } from './panel';

startPanel(LayersPanel);
