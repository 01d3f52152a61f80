import { startPanel } from '../common/startPanel';
import { StageMapPanel } from './panel';

startPanel(StageMapPanel);
