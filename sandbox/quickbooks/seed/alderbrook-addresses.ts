export const BIRCHLINE = 'ap@birchline.example';
export const COPPER = 'office@copper.example, kim@copper.example,till@copper.example';
export const MILL_LANE = 'manager@millane.example, site@millane.example';
export const PINEWOOD =
  'accounts.payable@pinewood-clinic.example,front.desks@pinewood-clinic.example,owners@pinewood.example';
