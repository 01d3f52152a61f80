import { startPanel } from '../common/startPanel';
import { ReplayPanel } from './panel';

startPanel(ReplayPanel);
