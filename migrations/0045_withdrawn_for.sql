-- Why a lecture was taken back, as it stands in the place of its posts; also of those that arrive later.
alter table lecture add column withdrawn_for text;
