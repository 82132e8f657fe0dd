-- A journal as a server of format 2 wrote it, with a snapshot.
PRAGMA application_id = 1397443650;
PRAGMA user_version = 2;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE board (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  record TEXT NOT NULL,
  crc INTEGER NOT NULL,
  openings INTEGER NOT NULL
) STRICT;
INSERT INTO board VALUES(1,'{"epoch":"jm92rhpt1gyc","format":2,"snapshot":20,"talks":5}',1652766726,1);
CREATE TABLE changes (
  version INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  crc INTEGER NOT NULL,
  by TEXT NOT NULL
) STRICT;
INSERT INTO changes VALUES(1,'{"by":"Jamal","format":2,"steps":[{"after":[1,1],"before":[0,0],"event":"talk_proposed","presenter":"Jamal","summary":"One wheel","talk":"yjpc8gebaq2m","title":"Unicycling"}],"time":1795310932198,"undoes":[],"version":1}',1962751541,'Jamal');
INSERT INTO changes VALUES(2,'{"by":"Carlos","format":2,"steps":[{"after":[2,2],"before":[0,0],"event":"talk_proposed","presenter":"Carlos","summary":"Louder","talk":"qa75rfb19kxq","title":"Unituning"}],"time":1795310932211,"undoes":[],"version":2}',2982647522,'Carlos');
INSERT INTO changes VALUES(3,'{"by":"Ana","format":2,"steps":[{"after":[3,3],"before":[0,0],"event":"talk_proposed","presenter":"Ana","summary":"Two of them","talk":"8qbqm7h5b892","title":"Knots"}],"time":1795310932233,"undoes":[],"version":3}',929884973,'Ana');
INSERT INTO changes VALUES(4,'{"by":"Iman","format":2,"steps":[{"after":[4,4],"author":"Iman","before":[0,1],"comment":"0256q0sn1pbn","event":"comment_written","message":"Will you talk about raising a cycle?","talk":"yjpc8gebaq2m"}],"time":1795310932253,"undoes":[],"version":4}',965360273,'Iman');
INSERT INTO changes VALUES(5,'{"by":"Bo","format":2,"steps":[{"after":[5,5],"author":"Bo","before":[0,4],"comment":"fk15m9d9v6ja","event":"comment_written","message":"Me too","talk":"yjpc8gebaq2m"}],"time":1795310932273,"undoes":[],"version":5}',2288127646,'Bo');
INSERT INTO changes VALUES(6,'{"by":"Bo","format":2,"steps":[{"after":[6,6],"author":"Bo","before":[0,3],"comment":"8zwmq4sh35zm","event":"comment_written","message":"Which?","talk":"8qbqm7h5b892"}],"time":1795310932292,"undoes":[],"version":6}',103593552,'Bo');
INSERT INTO changes VALUES(7,'{"by":"","format":2,"steps":[{"after":[7,7],"before":[0,6],"comment":"qr0f6cv4ayaj","event":"purged","part":"everything","talk":"8qbqm7h5b892","text":0}],"time":1795310932330,"undoes":[],"version":7}',1300889317,'');
INSERT INTO changes VALUES(8,'{"by":"Jamal","format":2,"steps":[{"after":[8,8],"before":[1,5],"event":"talk_edited","former":{"presenter":"Jamal","summary":"One wheel"},"presenter":"Jamal","summary":"One wheel, two pedals","talk":"yjpc8gebaq2m"}],"time":1795310932356,"undoes":[],"version":8}',2945372736,'Jamal');
INSERT INTO changes VALUES(9,'{"by":"Bo","format":2,"steps":[{"after":[9,9],"before":[5,8],"comment":"fk15m9d9v6ja","event":"comment_edited","former":"Me too","message":"Me three – état","talk":"yjpc8gebaq2m"}],"time":1795310932368,"undoes":[],"version":9}',1481039977,'Bo');
INSERT INTO changes VALUES(10,'{"by":"","format":2,"steps":[{"after":[10,10],"before":[7,7],"comment":"qr0f6cv4ayaj","event":"purged","part":"everything","talk":"8qbqm7h5b892","text":0}],"time":1795310932375,"undoes":[],"version":10}',1001871126,'');
INSERT INTO changes VALUES(11,'{"by":"Carlos","format":2,"steps":[{"after":[11,11],"before":[2,2],"event":"talk_removed","talk":"qa75rfb19kxq"}],"time":1795310932382,"undoes":[],"version":11}',1920830913,'Carlos');
INSERT INTO changes VALUES(12,'{"by":"Dora","format":2,"steps":[{"after":[12,12],"before":[0,0],"event":"talk_proposed","presenter":"Dora","summary":"Again, by another","talk":"wbmbbpeqm142","title":"Unituning"}],"time":1795310932400,"undoes":[],"version":12}',3652855755,'Dora');
INSERT INTO changes VALUES(13,'{"by":"Ana","format":2,"steps":[{"after":[13,13],"before":[3,10],"event":"talk_renamed","former":"Knots","talk":"8qbqm7h5b892","title":"Better knots"}],"time":1795310932426,"undoes":[],"version":13}',3219178232,'Ana');
INSERT INTO changes VALUES(14,'{"by":"Bo","format":2,"steps":[{"after":[5,8],"before":[9,9],"comment":"fk15m9d9v6ja","event":"comment_edited","former":"Me three – état","message":"Me too","talk":"yjpc8gebaq2m"}],"time":1795310932445,"undoes":[9],"version":14}',2460389636,'Bo');
INSERT INTO changes VALUES(15,'{"by":"Eve","format":2,"steps":[{"after":[10,13],"before":[10,13],"comment":"qr0f6cv4ayaj","event":"purged","part":"everything","talk":"8qbqm7h5b892","text":0}],"time":1795310932461,"undoes":[],"version":15}',4153226631,'Eve');
INSERT INTO changes VALUES(16,'{"by":"Ana","format":2,"steps":[{"after":[16,16],"before":[3,13],"event":"talk_edited","former":{"presenter":"Ana","summary":"Two of them"},"presenter":"Ana","summary":"Three of them","talk":"8qbqm7h5b892"}],"time":1795310932481,"undoes":[],"version":16}',160098799,'Ana');
INSERT INTO changes VALUES(17,'{"by":"Zoe","format":2,"steps":[{"after":[17,17],"before":[0,0],"event":"talk_proposed","presenter":"Zoe","summary":"Will go","talk":"4k72se3mfq25","title":"Gone"}],"time":1795310932501,"undoes":[],"version":17}',3804059210,'Zoe');
INSERT INTO changes VALUES(18,'{"by":"Zoe","format":2,"steps":[{"after":[18,18],"before":[17,17],"event":"talk_removed","talk":"4k72se3mfq25"}],"time":1795310932513,"undoes":[],"version":18}',2506511445,'Zoe');
INSERT INTO changes VALUES(19,'{"by":"Bo","format":2,"steps":[{"after":[17,17],"before":[18,18],"event":"talk_restored","talk":"4k72se3mfq25"}],"time":1795310932525,"undoes":[18],"version":19}',2411239003,'Bo');
INSERT INTO changes VALUES(20,'{"by":"Zoe","format":2,"steps":[{"after":[20,20],"before":[17,17],"event":"talk_removed","talk":"4k72se3mfq25"}],"time":1795310932533,"undoes":[],"version":20}',1219591004,'Zoe');
CREATE TABLE change_talks (
  talk TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (talk, version)
) STRICT, WITHOUT ROWID;
INSERT INTO change_talks VALUES('4k72se3mfq25',17);
INSERT INTO change_talks VALUES('4k72se3mfq25',18);
INSERT INTO change_talks VALUES('4k72se3mfq25',19);
INSERT INTO change_talks VALUES('4k72se3mfq25',20);
INSERT INTO change_talks VALUES('8qbqm7h5b892',3);
INSERT INTO change_talks VALUES('8qbqm7h5b892',6);
INSERT INTO change_talks VALUES('8qbqm7h5b892',7);
INSERT INTO change_talks VALUES('8qbqm7h5b892',10);
INSERT INTO change_talks VALUES('8qbqm7h5b892',13);
INSERT INTO change_talks VALUES('8qbqm7h5b892',15);
INSERT INTO change_talks VALUES('8qbqm7h5b892',16);
INSERT INTO change_talks VALUES('qa75rfb19kxq',2);
INSERT INTO change_talks VALUES('qa75rfb19kxq',11);
INSERT INTO change_talks VALUES('wbmbbpeqm142',12);
INSERT INTO change_talks VALUES('yjpc8gebaq2m',1);
INSERT INTO change_talks VALUES('yjpc8gebaq2m',4);
INSERT INTO change_talks VALUES('yjpc8gebaq2m',5);
INSERT INTO change_talks VALUES('yjpc8gebaq2m',8);
INSERT INTO change_talks VALUES('yjpc8gebaq2m',9);
INSERT INTO change_talks VALUES('yjpc8gebaq2m',14);
CREATE TABLE talks (
  place INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  crc INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
INSERT INTO talks VALUES(1,'{"as_of":8,"comments":[{"author":"Iman","id":"0256q0sn1pbn","mark":[4,4],"message":"Will you talk about raising a cycle?","place":4,"removed":null,"text":4,"written":1795310932253},{"author":"Bo","id":"fk15m9d9v6ja","mark":[14,5],"message":"Me too","place":5,"removed":null,"text":5,"written":1795310932273}],"details_mark":[8,8],"format":2,"former_titles":[],"id":"yjpc8gebaq2m","place":1,"presenter":"Jamal","proposed":1795310932198,"removed":null,"summary":"One wheel, two pedals","title":"Unicycling","title_mark":[1,1],"version":14}',3596650633,14);
INSERT INTO talks VALUES(2,'{"as_of":11,"comments":[],"details_mark":[2,2],"format":2,"former_titles":[],"id":"qa75rfb19kxq","place":2,"presenter":"Carlos","proposed":1795310932211,"removed":1795310932382,"summary":"Louder","title":"Unituning","title_mark":[2,2],"version":11}',1475788972,11);
INSERT INTO talks VALUES(3,'{"as_of":16,"comments":[{"author":"Bo","id":"8zwmq4sh35zm","mark":[6,6],"message":"Which?","place":6,"removed":null,"text":6,"written":1795310932292}],"details_mark":[16,16],"format":2,"former_titles":[{"as_of":3,"title":"Knots","until":13}],"id":"8qbqm7h5b892","place":3,"presenter":"Ana","proposed":1795310932233,"removed":null,"summary":"Three of them","title":"Better knots","title_mark":[13,13],"version":16}',1600054669,16);
INSERT INTO talks VALUES(12,'{"as_of":12,"comments":[],"details_mark":[12,12],"format":2,"former_titles":[],"id":"wbmbbpeqm142","place":12,"presenter":"Dora","proposed":1795310932400,"removed":null,"summary":"Again, by another","title":"Unituning","title_mark":[12,12],"version":12}',909492688,12);
INSERT INTO talks VALUES(17,'{"as_of":20,"comments":[],"details_mark":[17,17],"format":2,"former_titles":[],"id":"4k72se3mfq25","place":17,"presenter":"Zoe","proposed":1795310932501,"removed":1795310932533,"summary":"Will go","title":"Gone","title_mark":[17,17],"version":20}',3124579417,20);
CREATE TABLE receipts (
  number INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  crc INTEGER NOT NULL,
  decided INTEGER NOT NULL
) STRICT;
INSERT INTO receipts VALUES(1,'{"decided":1795310932253,"fingerprint":"ecfd09c72eeac7b1","format":2,"key":"k1908319691","outcome":"{\"comment\":{\"id\":\"0256q0sn1pbn\",\"written\":1795310932253},\"effect\":\"comment_written\"}","version":4}',169115224,1795310932253);
INSERT INTO receipts VALUES(2,'{"decided":1795310932273,"fingerprint":"4822d85aa5e0ad30","format":2,"key":"k3128411232","outcome":"{\"comment\":{\"id\":\"fk15m9d9v6ja\",\"written\":1795310932273},\"effect\":\"comment_written\"}","version":5}',3027837230,1795310932273);
INSERT INTO receipts VALUES(3,'{"decided":1795310932292,"fingerprint":"5e21639995213a5e","format":2,"key":"k14132942","outcome":"{\"comment\":{\"id\":\"8zwmq4sh35zm\",\"written\":1795310932292},\"effect\":\"comment_written\"}","version":6}',328875168,1795310932292);
INSERT INTO receipts VALUES(4,'{"decided":1795310932330,"fingerprint":"c07aecea8a180545","format":2,"key":"k229329080","outcome":"{\"comment\":{\"id\":\"qr0f6cv4ayaj\",\"written\":1795310932330},\"effect\":\"comment_written\"}","version":7}',794240812,1795310932330);
CREATE INDEX changes_by ON changes (by);
COMMIT;
