//! Coming and going, and the settings of a person's own client.

use super::Person;
use crate::state::Member;

impl Person {
    /// Joins the server; nothing of an earlier stay is left.
    pub fn joins(&self) {
        let mut discord = self.sandbox.lock();
        let now = discord.clock.now();
        if discord.state.guild.banned.contains(&self.id)
            || discord.state.guild.members.contains_key(&self.id)
        {
            return;
        }
        let member = Member {
            nick: None,
            roles: Vec::new(),
            joined_at: now,
            pending: discord.state.guild.screens,
        };
        discord.state.guild.members.insert(self.id, member);
        discord.member_added(self.id);
    }

    /// Accepts the server's rules, and is a member as all others from then on.
    pub fn accepts_rules(&self) {
        let mut discord = self.sandbox.lock();
        let member = discord.state.guild.members.get_mut(&self.id);
        if let Some(member) = member.filter(|member| member.pending) {
            member.pending = false;
            discord.member_changed(self.id);
        }
    }

    /// Leaves the server, and all her roles with it.
    pub fn leaves(&self) {
        self.sandbox.lock().member_gone(self.id);
    }

    /// Whether she lets members of this server write to her.
    pub fn refuses_dms(&self, refuses: bool) {
        let mut discord = self.sandbox.lock();
        if let Some(user) = discord.state.users.get_mut(&self.id) {
            user.refuses_dms = refuses;
        }
        discord.changed();
    }

    /// Chooses the language of her client.
    pub fn speaks(&self, locale: &str) {
        let mut discord = self.sandbox.lock();
        if let Some(user) = discord.state.users.get_mut(&self.id) {
            locale.clone_into(&mut user.locale);
        }
        discord.changed();
    }

    /// Uploads a file for an option of a command; gives the value for that option.
    pub fn uploads(&self, filename: &str, content_type: &str, bytes: Vec<u8>) -> String {
        let mut discord = self.sandbox.lock();
        let guild = discord.state.guild.id;
        let mut file = discord.keep_file(guild, filename, Some(content_type.to_owned()), bytes);
        discord.sign(guild, &mut file);
        let id = file.id;
        discord.state.uploads.insert(id, file);
        id.to_string()
    }
}
