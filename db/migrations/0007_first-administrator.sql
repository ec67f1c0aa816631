ALTER TABLE `users` ADD `is_administrator_by_hand` integer DEFAULT false NOT NULL;--> statement-breakpoint
INSERT INTO `settings` (`key`, `value`, `updated_at`)
SELECT 'first-administrator', '{"isMade":true}', unixepoch() * 1000
WHERE EXISTS (SELECT 1 FROM `users` WHERE `is_administrator`)
OR EXISTS (SELECT 1 FROM `audit_trail` WHERE `action` LIKE 'person.%' AND `after` LIKE '%"isAdministrator":true%');
